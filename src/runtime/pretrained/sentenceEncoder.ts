import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import type { InferenceSession } from 'onnxruntime-node';
import { CancelledError, HumanError } from '../../engine/errors.ts';
import { fileError } from '../files.ts';
import { throughGate } from '../nativeGate.ts';
import { loadOnnx, type LoadOptions, type OnnxModule } from '../onnx/load.ts';
import { openSession } from '../onnx/onnxRuntime.ts';
import { type EncoderFacts, readEncoderFacts } from './encoderFacts.ts';
import { windowsOf, type Window } from './windows.ts';

/** A pretrained model that turns texts into embeddings. */
export interface SentenceEncoder {
  readonly facts: EncoderFacts;
  /**
   * Embeddings of length 1, `texts × dimensions`, row-major; a text without tokens is zero. Of a text of several windows
   * it is the mean of theirs, weighted by tokens.
   */
  embed(texts: readonly string[]): Promise<Float32Array>;
  close(): Promise<void>;
}

/** Tokens of one run, padding included; larger runs need more memory and are no faster. */
const tokensPerRun = 4096;

/**
 * Opens a sentence encoder: a folder with `model.onnx`, `tokenizer.json` and `encoder.json`.
 * @throws HumanError for a folder that lacks one of them or holds a damaged one.
 */
export async function openSentenceEncoder(folder: string, options: LoadOptions): Promise<SentenceEncoder> {
  const facts = await readEncoderFacts(folder);
  const tokenizer = await readTokenizer(join(folder, 'tokenizer.json'));
  const path = join(folder, 'model.onnx');
  const bytes = await readFile(path).catch((error: unknown) => {
    throw fileError(path, error);
  });
  const onnx = await loadOnnx(options);
  const session = await openSession(onnx, bytes, options.threads).catch((error: unknown) => {
    if (error instanceof CancelledError) throw error;
    throw new HumanError(`${path} is not an ONNX model this version can run; fetch the model again.`, {
      cause: error,
    });
  });
  const tokenize = (text: string): readonly number[] => tokenizer.encode(text).ids;
  return {
    facts,
    async embed(texts) {
      const windows = texts.map((text) => windowsOf(facts.prefix + text, tokenize, facts.maxTokens));
      const embedded = await embedWindows({ onnx, session, facts }, windows.flat());
      return combine(windows, embedded, facts.dimensions);
    },
    close: () => throughGate(() => session.release()),
  };
}

async function readTokenizer(path: string): Promise<Tokenizer> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw fileError(path, error);
  });
  try {
    return new Tokenizer(JSON.parse(text) as object, {});
  } catch (error) {
    throw new HumanError(`${path} is not a tokenizer this version can read; fetch the model again.`, {
      cause: error,
    });
  }
}

interface Opened {
  readonly onnx: OnnxModule;
  readonly session: InferenceSession;
  readonly facts: EncoderFacts;
}

/** One embedding a window. Windows of alike length run together, so that little of a run is padding. */
async function embedWindows(opened: Opened, windows: readonly Window[]): Promise<Float32Array> {
  const { dimensions } = opened.facts;
  const result = new Float32Array(windows.length * dimensions);
  const order = [...windows.keys()].sort((left, right) => windows[left]!.length - windows[right]!.length);
  for (let start = 0; start < order.length;) {
    const end = endOfRun(order, start, windows);
    const run = order.slice(start, end);
    const values = await runWindows(
      opened,
      run.map((index) => windows[index]!),
    );
    for (const [place, index] of run.entries()) {
      const row = values.subarray(place * dimensions, (place + 1) * dimensions);
      result.set(row, index * dimensions);
    }
    start = end;
  }
  return result;
}

/** As many windows, shortest first, as fit into a run when they are padded to the longest. */
function endOfRun(order: readonly number[], start: number, windows: readonly Window[]): number {
  let end = start + 1;
  while (end < order.length && (end + 1 - start) * windows[order[end]!]!.length <= tokensPerRun) end++;
  return end;
}

async function runWindows(
  { onnx, session, facts }: Opened,
  windows: readonly Window[],
): Promise<Float32Array> {
  const length = Math.max(...windows.map((window) => window.length));
  const ids = new BigInt64Array(windows.length * length);
  const mask = new BigInt64Array(windows.length * length);
  for (const [row, window] of windows.entries()) {
    for (const [position, id] of window.entries()) {
      ids[row * length + position] = BigInt(id);
      mask[row * length + position] = 1n;
    }
  }
  const { Tensor } = onnx.module;
  const dims = [windows.length, length];
  const feeds: Record<string, InstanceType<typeof Tensor>> = {};
  for (const name of session.inputNames) {
    if (name === 'input_ids') feeds[name] = new Tensor('int64', ids, dims);
    else if (name === 'attention_mask') feeds[name] = new Tensor('int64', mask, dims);
    else feeds[name] = new Tensor('int64', new BigInt64Array(ids.length), dims);
  }
  const output = (await throughGate(() => session.run(feeds, [facts.output])))[facts.output]!;
  const values = output.data as Float32Array;
  return facts.pooling === 'mean' ? meanOverTokens(values, windows, length, facts.dimensions) : values;
}

function meanOverTokens(
  values: Float32Array,
  windows: readonly Window[],
  length: number,
  dimensions: number,
): Float32Array {
  const means = new Float32Array(windows.length * dimensions);
  for (const [row, window] of windows.entries()) {
    for (let position = 0; position < window.length; position++) {
      const source = (row * length + position) * dimensions;
      for (let index = 0; index < dimensions; index++) {
        means[row * dimensions + index]! += values[source + index]! / window.length;
      }
    }
  }
  return means;
}

/** Means over the windows of each text, weighted by tokens and scaled to length 1. */
function combine(
  texts: readonly (readonly Window[])[],
  embedded: Float32Array,
  dimensions: number,
): Float32Array {
  const result = new Float32Array(texts.length * dimensions);
  let at = 0;
  for (const [row, windows] of texts.entries()) {
    const sum = result.subarray(row * dimensions, (row + 1) * dimensions);
    for (const window of windows) {
      for (let index = 0; index < dimensions; index++) {
        sum[index]! += window.length * embedded[at * dimensions + index]!;
      }
      at++;
    }
    const length = Math.sqrt(sum.reduce((squares, value) => squares + value * value, 0));
    if (length > 0) for (let index = 0; index < dimensions; index++) sum[index]! /= length;
  }
  return result;
}
