/**
 * Every id the manifest and the code share, typed in one place; `test/package/manifest.test.ts` holds the
 * manifest against these tables.
 */
export const product = 'labelScout';

export const commandNames = [
  'newDataset',
  'startLabeling',
  'labelAs',
  'labelAs1',
  'labelAs2',
  'labelAs3',
  'labelAs4',
  'labelAs5',
  'labelAs6',
  'labelAs7',
  'labelAs8',
  'labelAs9',
  'skipSample',
  'flagSample',
  'noteSample',
  'goToSample',
  'undo',
  'redo',
  'renameClass',
  'mergeClass',
  'selectStrategy',
  'selectModel',
  'compareStrategies',
  'trainLalStrategy',
  'exportLabels',
  'importLabels',
  'exportPredictions',
  'exportModel',
  'showLearningCurve',
  'showTrainerLog',
  'restartTrainer',
  'openSampleDataset',
  'labelThisDataset',
] as const;
export type CommandName = (typeof commandNames)[number];
export const commandId = (name: CommandName): string => `${product}.${name}`;

/** Settings by name: the type of their value and what holds when nobody has set them. */
export interface SettingTypes {
  readonly strategy: string;
  readonly model: string;
  readonly metric: string;
  readonly batchSize: number;
  readonly seed: number;
  readonly testShare: number;
  readonly autoAdvance: boolean;
  readonly suggestions: boolean;
  readonly 'trainer.memoryLimitMb': number;
  readonly 'trainer.threads': number;
  readonly annotator: string;
}
export type SettingName = keyof SettingTypes;

/** The value of a setting of `strategy` or `model` that follows the features of each dataset. */
export const automatic = 'auto';

/** Same as the manifest's defaults; here for hosts that answer before the manifest is read. */
export const settingDefaults: SettingTypes = {
  strategy: automatic,
  model: automatic,
  metric: 'accuracy',
  batchSize: 1,
  seed: 1,
  testShare: 0.1,
  autoAdvance: true,
  suggestions: true,
  'trainer.memoryLimitMb': 4096,
  'trainer.threads': 0,
  annotator: '',
};

/** Context keys for `when` clauses. */
export interface ContextTypes {
  /** The workspace holds a `label-scout.json`. */
  readonly hasDataset: boolean;
  /** The panel is open and shows a sample. */
  readonly labeling: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** The workspace was searched for datasets. */
  readonly searched: boolean;
}
export type ContextName = keyof ContextTypes;
export const contextNames = [
  'hasDataset',
  'labeling',
  'canUndo',
  'canRedo',
  'searched',
] as const satisfies readonly ContextName[];
export const contextKey = (name: ContextName): string => `${product}.${name}`;

export const viewIds = { container: product, status: `${product}.status` } as const;
/** Panels that come back when the window is reloaded. */
export const panelTypes = { label: `${product}.panel`, curve: `${product}.curve` } as const;
/** What a comparison found is computed anew when it is asked for again. */
export const comparisonPanelType = `${product}.comparison`;
/** `contextValue` of tree items with actions of their own. */
export const treeContexts = [
  'dataset',
  'classes',
  'class',
  'flagged',
  'strategy',
  'model',
  'curve',
  'trainer',
] as const;
export type TreeContext = (typeof treeContexts)[number];
