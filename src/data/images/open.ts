import { join } from 'node:path';
import { HumanError } from '../../engine/errors.ts';
import type { Sample } from '../../engine/sample.ts';
import { decodeImage } from '../../runtime/images.ts';
import { accountOfFiles } from '../filesAccount.ts';
import { describeFiles, readFileLabels } from '../fileLabels.ts';
import type { FeatureStep } from '../featureSteps.ts';
import type { FilesRequest } from '../filesRequest.ts';
import type { Dataset } from '../types.ts';
import { whyUnreadable } from './decode.ts';
import { imageNumbers } from './numbers.ts';
import { imageSide } from './size.ts';

/** Opens a folder of images; they are decoded when the features are first asked for. */
export async function openImages(request: FilesRequest): Promise<Dataset> {
  const { folder, files, manifest } = request;
  const source = manifest.source;
  if (source.kind === 'table') throw new HumanError('source.kind must be "images" here.');
  const labels = await readFileLabels(request, source);
  const notices: string[] = [...labels.notices];
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
    sample: (row) => readSample(join(folder, files[row]!)),
    account: () => accountOfFiles(folder, source, files),
    close: () => undefined,
  };
}

async function readSample(path: string): Promise<Sample> {
  try {
    const { width, height } = await decodeImage(path, imageSide);
    return { kind: 'image', path, width, height };
  } catch (error) {
    return { kind: 'unreadable', path, reason: await whyUnreadable(path, error) };
  }
}
