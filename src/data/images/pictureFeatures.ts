import { setImmediate } from 'node:timers/promises';
import { neverCancelled, checkCancelled } from '../../engine/cancel.ts';
import { createRng } from '../../engine/rng.ts';
import { defaultSettings } from '../../engine/defaultSettings.ts';
import { learnPatchDictionary } from '../../engine/pictures/patchDictionary.ts';
import { openFastFilterBank } from '../../runtime/filterKernel.ts';
import type { FilesRequest } from '../filesRequest.ts';
import { colorBlock, type FeatureBlock, gradientBlock, patchBlock } from './blocks.ts';
import type { DecodedImages } from './decode.ts';
import { featureKey, readFeatureCache, writeFeatureCache } from './featureCache.ts';

/** Features of all images of a dataset. */
export interface PictureFeatures {
  readonly blocks: readonly FeatureBlock[];
  readonly columns: number;
  /** `count × columns`, row-major; of images that could not be decoded zero. */
  readonly values: Float32Array;
}

/** Images below which kinds of patches are not worth learning. Of 100 digits they still are worth seven points of accuracy. */
const fewestForPatches = 100;
/** Images between two looks at what else the thread is asked. */
const breath = 8;
/** The cache is written whole, so it is written when it has doubled: a process that is killed loses half of the work at most. */
const fewestKept = 512;

/**
 * Computes the features of all images, or takes them from the cache and goes on where it ends.
 * @throws CancelledError when the request's signal is raised; what is done by then is kept.
 */
export async function computeFeatures(
  images: DecodedImages,
  request: FilesRequest,
): Promise<PictureFeatures> {
  const others = [gradientBlock(images), ...(images.channels === 1 ? [] : [colorBlock(images)])];
  if (images.count < fewestForPatches) return encode(images, others, request);
  const { folder, manifest } = request;
  const signal = request.signal ?? neverCancelled;
  const seed = manifest.seed ?? defaultSettings.seed;
  const key = featureKey(images, seed);
  const known = await readFeatureCache(folder, key);
  const rng = createRng(seed).fork('patches');
  const dictionary = known?.dictionary ?? learnPatchDictionary(images, rng, openFastFilterBank, signal);
  const keep = (values: Float32Array) => writeFeatureCache(folder, key, { dictionary, values });
  return encode(images, [patchBlock(images, dictionary), ...others], request, known?.values, keep);
}

async function encode(
  images: DecodedImages,
  blocks: readonly FeatureBlock[],
  request: FilesRequest,
  known: Float32Array = new Float32Array(0),
  keep?: (values: Float32Array) => Promise<void>,
): Promise<PictureFeatures> {
  const signal = request.signal ?? neverCancelled;
  const columns = blocks.reduce((sum, { names }) => sum + names.length, 0);
  const values = new Float32Array(images.count * columns);
  values.set(known);
  let row = known.length / columns;
  let kept = row;
  const keepAll = async (): Promise<void> => {
    kept = row;
    await keep?.(values.subarray(0, row * columns));
  };
  try {
    for (; row < images.count; row++) {
      if (row % breath === 0) await setImmediate();
      checkCancelled(signal);
      if (row - kept >= Math.max(fewestKept, kept)) await keepAll();
      if (!images.unreadable.has(row)) writeRow(blocks, row, values, row * columns);
      request.onProgress?.((row + 1) / images.count);
    }
  } finally {
    if (row > kept) await keepAll();
  }
  return { blocks, columns, values };
}

function writeRow(blocks: readonly FeatureBlock[], row: number, values: Float32Array, start: number): void {
  let place = start;
  for (const block of blocks) {
    values.set(block.encode(row), place);
    place += block.names.length;
  }
}
