import { join } from 'node:path';
import { HumanError } from '../../engine/errors.ts';
import type { Sample } from '../../engine/sample.ts';
import { decodeImage } from '../../runtime/images.ts';
import { accountOfFiles } from '../filesAccount.ts';
import { describeFiles, readFileLabels } from '../fileLabels.ts';
import { findFilesBeside, noticesOfFilesBeside } from '../filesBeside.ts';
import type { FeatureStep } from '../featureSteps.ts';
import type { FilesRequest } from '../filesRequest.ts';
import type { Dataset } from '../types.ts';
import { drawableCopy } from './drawableCopy.ts';
import { imageNumbers } from './numbers.ts';
import { imageSide } from './size.ts';
import { whyUnreadable } from './whyUnreadable.ts';

/** Opens a folder of images; they are decoded when the features are first asked for. */
export async function openImages(request: FilesRequest): Promise<Dataset> {
  const { folder, files, manifest } = request;
  const source = manifest.source;
  if (source.kind === 'table') throw new HumanError('source.kind must be "images" here.');
  const labels = await readFileLabels(request, source);
  const beside = await noticesOfFilesBeside(request, await findFilesBeside(request));
  const notices: string[] = [...labels.notices, ...beside];
  let featureNames: readonly string[] = [];
  let featureSteps: readonly FeatureStep[] = [];
  const numbers = imageNumbers(request, notices);
  return {
    ...describeFiles(request, labels),
    kind: 'images',
    get featureNames() {
      return featureNames;
    },
    get featureSteps() {
      return featureSteps;
    },
    notices,
    async features(allocate, { view = 'features' } = {}) {
      const { matrix, names, steps } = await numbers[view](allocate);
      featureNames = names;
      featureSteps = steps;
      return matrix;
    },
    sample: (row) => readSample(folder, files[row]!),
    account: () => accountOfFiles(folder, source, files),
    close: () => undefined,
  };
}

async function readSample(folder: string, file: string): Promise<Sample> {
  const path = join(folder, file);
  try {
    const { width, height, isDrawable } = await decodeImage(path, imageSide);
    return { kind: 'image', path: isDrawable ? path : await drawableCopy(folder, file), width, height };
  } catch (error) {
    return { kind: 'unreadable', path, reason: await whyUnreadable(path, error) };
  }
}
