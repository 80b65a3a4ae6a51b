import { availableParallelism } from 'node:os';
import { CancelledError, HumanError } from '../../engine/errors.ts';
import { fromRowMajor, type FeatureMatrix } from '../../engine/matrix.ts';
import { mapLimited } from '../../runtime/mapLimited.ts';
import { openEmbeddingModel, type EmbeddingModel } from '../../runtime/onnx/embeddingModel.ts';
import { sayOnStderr } from '../../runtime/sayOnStderr.ts';
import type { FeatureStep } from '../featureSteps.ts';
import { unreadableNotices } from '../images/decode.ts';
import type { Dataset } from '../types.ts';
import { readEmbeddings, writeEmbeddings } from './cache.ts';
import { imageInputs } from './imageInputs.ts';
import type { EmbeddingInputs } from './inputs.ts';
import { rowInputs } from './rowInputs.ts';

/** Which model makes the features. */
export interface EmbeddingRequest {
  readonly path: string;
  readonly output: string | undefined;
}

interface Surroundings {
  readonly threads: number | undefined;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ((fraction: number) => void) | undefined;
  readonly onNotice: ((sentence: string) => void) | undefined;
}

/** Samples of one run. */
const runSize = 32;
/** Files hashed at once, which hides the waits for the disk. */
const hashedAtOnce = 8;
/** The cache is written whole, so it is written when it has doubled: a process that is killed loses half of the work at most. */
const fewestKept = 512;

/**
 * The dataset with the outputs of the user's own model as features: of images the pixels in 0 to 1, resized to what the
 * model wants; of tables and texts the features they would have without it. Kept by the hash of model and content.
 */
export function embedDataset(dataset: Dataset, request: EmbeddingRequest, around: Surroundings): Dataset {
  let featureNames: readonly string[] = [];
  let featureSteps: readonly FeatureStep[] = [];
  let notices: readonly string[] = [];
  return {
    ...dataset,
    get featureNames() {
      return featureNames;
    },
    get featureSteps() {
      return featureSteps;
    },
    get notices() {
      return [...dataset.notices, ...notices];
    },
    async features(allocate, wanted) {
      const { threads = availableParallelism(), onNotice: notice = sayOnStderr } = around;
      const model = await openEmbeddingModel({ ...request, threads, notice });
      try {
        const inputs =
          dataset.kind === 'images'
            ? imageInputs(dataset, model.input, request.path)
            : rowInputs(await dataset.features(plainAllocator, wanted), model.input, request.path);
        const { columns, values, unreadable } = await embedAll(dataset, model, inputs, around);
        notices = [...unreadableNotices(unreadable), ...makeFinite(values, columns, request.path)];
        featureNames = Array.from({ length: columns }, (_, index) => `embedding ${index + 1}`);
        const of = dataset.kind === 'images' ? [pictureStep(inputs)] : dataset.featureSteps;
        featureSteps = [{ kind: 'onnx', output: model.output, of }];
        const matrix = fromRowMajor(values, dataset.ids.length, columns, allocate);
        return { ...matrix, blocks: [{ start: 0, columns }] };
      } finally {
        await model.close();
      }
    },
  };
}

const pictureStep = ({ dims: [channels, height, width] }: EmbeddingInputs): FeatureStep => ({
  kind: 'image',
  width: width!,
  height: height!,
  channels: channels!,
});

const plainAllocator = (rows: number, columns: number): FeatureMatrix =>
  fromRowMajor(new Float32Array(rows * columns), rows, columns);

/** Rows whose content is known come from the cache, the others from the model, which an interrupted run goes on with. Unreadable ones are zero. */
async function embedAll(
  { ids, folder }: Dataset,
  model: EmbeddingModel,
  inputs: EmbeddingInputs,
  { signal, onProgress }: Surroundings,
): Promise<{ columns: number; values: Float32Array; unreadable: readonly string[] }> {
  const known = new Map(await readEmbeddings(folder, model.hash));
  const hashes = await mapLimited([...ids.keys()], hashedAtOnce, signal, (row) => inputs.hash(row));
  const missing = [...new Map(hashes.map((hash, row) => [hash, row]))].filter(([hash]) => !known.has(hash));
  let kept = known.size;
  const keep = async (): Promise<void> => {
    kept = known.size;
    await writeEmbeddings(folder, model.hash, known);
  };
  const step = model.batch ?? runSize;
  try {
    for (let start = 0; start < missing.length; start += step) {
      if (signal?.aborted) throw new CancelledError();
      await embedSome(model, inputs, missing.slice(start, start + step), known);
      onProgress?.(Math.min(1, (start + step) / missing.length));
      if (known.size - kept >= Math.max(fewestKept, kept)) await keep();
    }
  } finally {
    if (known.size > kept) await keep();
  }
  const columns = [...known.values()][0]?.length ?? 0;
  if (columns === 0)
    throw new HumanError('source.features.onnx gave no features, for no sample can be read.');
  const values = new Float32Array(ids.length * columns);
  for (const [row, hash] of hashes.entries()) values.set(known.get(hash) ?? [], row * columns);
  return { columns, values, unreadable: ids.filter((_, row) => !known.has(hashes[row]!)) };
}

async function embedSome(
  model: EmbeddingModel,
  { dims, read }: EmbeddingInputs,
  wanted: readonly (readonly [hash: string, row: number])[],
  known: Map<string, Float32Array>,
): Promise<void> {
  const size = dims.reduce((product, dim) => product * dim, 1);
  const samples = model.batch ?? wanted.length;
  const values = new Float32Array(samples * size);
  const readable: string[] = [];
  for (const [hash, row] of wanted) {
    const sample = await read(row);
    if (sample === undefined) continue;
    values.set(sample, readable.length * size);
    readable.push(hash);
  }
  if (readable.length === 0) return;
  const outputs = await model.run(values, [samples, ...dims]);
  const columns = outputs.length / samples;
  for (const [index, hash] of readable.entries())
    known.set(hash, outputs.slice(index * columns, (index + 1) * columns));
}

/** Features are finite by contract, but a model may overflow: puts 0 there, and says of how many samples. */
function makeFinite(values: Float32Array, columns: number, path: string): readonly string[] {
  const samples = new Set<number>();
  for (const [index, value] of values.entries()) {
    if (Number.isFinite(value)) continue;
    values[index] = 0;
    samples.add(Math.floor(index / columns));
  }
  if (samples.size === 0) return [];
  const count = samples.size.toLocaleString('en');
  return [
    `${path} (source.features.onnx) gave infinite numbers, or none at all, for ${count} ${samples.size === 1 ? 'sample' : 'samples'}: they count as 0.`,
  ];
}
