import type { Settings } from './settings.ts';

/** What the features of a dataset are made of, which decides the default model and strategy. */
export type FeatureKind = 'columns' | 'texts' | 'pictures' | 'embeddings';

/** What holds where nothing else is said. */
export const defaultSettings: Settings = {
  strategy: 'margin',
  model: 'forest',
  metric: 'accuracy',
  batchSize: 1,
  testShare: 0.1,
  seed: 1,
  strategyOptions: {},
  modelOptions: {},
};

/** Best by measurement: components and embeddings are directions, which trees cut badly (docs/features.md, docs/pictures.md). */
const measured: Readonly<Record<FeatureKind, Pick<Settings, 'strategy' | 'model'>>> = {
  columns: { strategy: 'margin', model: 'forest' },
  texts: { strategy: 'hybrid', model: 'logistic' },
  pictures: { strategy: 'hybrid', model: 'logistic' },
  embeddings: { strategy: 'hybrid', model: 'logistic' },
};

/** Defaults of a dataset by its kind of features. */
export const defaultsFor = (kind: FeatureKind = 'columns'): Settings => ({
  ...defaultSettings,
  ...measured[kind],
});
