/** The thread that reads a dataset and shows its samples; see threadContracts.ts. */
import { HumanError } from '../engine/errors.ts';
import { type FeatureView, viewOf } from '../engine/featureView.ts';
import { defaultSettings } from '../engine/defaultSettings.ts';
import { openDataset } from '../data/open.ts';
import type { Dataset } from '../data/types.ts';
import { serve } from '../protocol/channel.ts';
import type { OpenedDataset } from '../protocol/trainer.ts';
import { allocateSharedMatrix, shareMatrix } from '../runtime/sharedMatrix.ts';
import { createManifest, describeSource } from './createDataset.ts';
import { threadPort } from './threadPort.ts';
import { datasetContract } from './threadContracts.ts';

let dataset: Dataset | undefined;

let lastPercent = 0;

/** Every file would be too often for large folders; every percent is enough. */
function onProgress(fraction: number): void {
  const percent = Math.floor(fraction * 100);
  if (percent === lastPercent) return;
  lastPercent = percent;
  service.emit('progress', { fraction });
}

const onNotice = (sentence: string): void => service.emit('notice', { sentence });

const factsOf = (from: Dataset, columns: number): OpenedDataset => ({
  name: from.name,
  kind: from.kind,
  ids: [...from.ids],
  classes: [...from.classes],
  existingLabels: from.existingLabels,
  known: from.oracle.filter((label) => label >= 0).length,
  columns,
  notices: [...from.notices],
  former: {
    ids: (from.former?.ids ?? []).map(([former, present]) => [former, present]),
    classes: (from.former?.classes ?? []).map(([former, present]) => [former, present]),
  },
});

function opened(): Dataset {
  if (dataset !== undefined) return dataset;
  throw new HumanError('The dataset is still being opened: wait for it, then try again.');
}

async function encode(from: Dataset, view: FeatureView) {
  const features = await from.features(allocateSharedMatrix, { view });
  return {
    view,
    features: shareMatrix(features),
    featureNames: [...from.featureNames],
    preprocessing: JSON.stringify(from.featureSteps),
  };
}

const service = serve(
  datasetContract,
  {
    describe: (params) => describeSource(params),
    init: createManifest,
    async open({ manifest, threads, manyClasses }) {
      dataset = await openDataset(manifest, { threads, manyClasses, onProgress, onNotice });
      const encoded = await encode(dataset, viewOf(dataset.manifest.model ?? defaultSettings.model));
      return { opened: factsOf(dataset, encoded.features.columns), encoded };
    },
    encode: ({ view }) => encode(opened(), view),
    async samples({ rows }) {
      const open = opened();
      return await Promise.all(rows.map((row) => open.sample(row)));
    },
  },
  threadPort(),
  (problem) => console.error(problem),
);
