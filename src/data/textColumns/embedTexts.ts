import { availableParallelism } from 'node:os';
import { checkCancelled } from '../../engine/cancel.ts';
import type { CancelSignal } from '../../engine/types.ts';
import { sayOnStderr } from '../../runtime/sayOnStderr.ts';
import { openSentenceEncoder, type SentenceEncoder } from '../../runtime/pretrained/sentenceEncoder.ts';
import { readEmbeddings, writeEmbeddings } from '../embedding/cache.ts';
import { hashOf } from '../embedding/inputs.ts';
import type { TextEncoder } from './plan.ts';

/** The texts of all rows, read a few at a time. */
export interface TextReader {
  readonly count: number;
  /** Texts of the rows from `start` on; an unreadable or missing one is empty. */
  read(start: number, count: number): Promise<readonly string[]>;
}

/** Where and how embeddings are computed. */
export interface EmbeddingSurroundings {
  /** The dataset's folder, which keeps them. */
  readonly folder: string;
  readonly threads: number | undefined;
  readonly signal: CancelSignal | undefined;
  /** Called with the share of the texts that is embedded, 0 to 1. */
  readonly onProgress: ((fraction: number) => void) | undefined;
  readonly onNotice: ((sentence: string) => void) | undefined;
}

/** Texts read and embedded at a time. */
const step = 256;
/** The cache is written whole, so it is written when it has doubled: a process that is killed loses half of the work at most. */
const minKept = 2048;

/**
 * Embeds every text (`rows × dimensions`, row-major; a text without words is zero), or takes its embedding from the dataset's cache, where they are kept by the hash of model and text;
 * an interrupted run resumes there.
 */
export async function embedTexts(
  texts: TextReader,
  { folder: model, facts }: TextEncoder,
  around: EmbeddingSurroundings,
): Promise<Float32Array> {
  const { threads = availableParallelism(), onNotice: notice = sayOnStderr } = around;
  const known = new Map(await readEmbeddings(around.folder, facts.hash));
  let encoder: SentenceEncoder | undefined;
  try {
    return await embedAll(texts, facts.dimensions, known, facts.hash, around, async (wanted) => {
      encoder ??= await openSentenceEncoder(model, { threads, notice });
      return encoder.embed(wanted);
    });
  } finally {
    await encoder?.close();
  }
}

async function embedAll(
  texts: TextReader,
  dimensions: number,
  known: Map<string, Float32Array>,
  modelHash: string,
  { folder, signal, onProgress }: EmbeddingSurroundings,
  embed: (wanted: readonly string[]) => Promise<Float32Array>,
): Promise<Float32Array> {
  const values = new Float32Array(texts.count * dimensions);
  let kept = known.size;
  const keep = async (): Promise<void> => {
    kept = known.size;
    await writeEmbeddings(folder, modelHash, known);
  };
  try {
    for (let start = 0; start < texts.count; start += step) {
      if (signal !== undefined) checkCancelled(signal);
      const read = await texts.read(start, Math.min(step, texts.count - start));
      const hashes = read.map((text) => hashOf(Buffer.from(text)));
      await embedMissing(read, hashes, dimensions, known, embed);
      for (const [index, hash] of hashes.entries()) {
        values.set(known.get(hash)!, (start + index) * dimensions);
      }
      onProgress?.(Math.min(1, (start + step) / texts.count));
      if (known.size - kept >= Math.max(minKept, kept)) await keep();
    }
  } finally {
    if (known.size > kept) await keep();
  }
  return values;
}

async function embedMissing(
  texts: readonly string[],
  hashes: readonly string[],
  dimensions: number,
  known: Map<string, Float32Array>,
  embed: (wanted: readonly string[]) => Promise<Float32Array>,
): Promise<void> {
  const missing = new Map(
    hashes.flatMap((hash, index) => (known.has(hash) ? [] : [[hash, texts[index]!] as const])),
  );
  if (missing.size === 0) return;
  const embedded = await embed([...missing.values()]);
  for (const [index, hash] of [...missing.keys()].entries()) {
    known.set(hash, embedded.slice(index * dimensions, (index + 1) * dimensions));
  }
}
