import { defaultSettings, defaultsFor, type FeatureKind } from './defaultSettings.ts';
import { UsageError } from './errors.ts';
import { findMetric } from './metrics/index.ts';
import { findModelFacts, type ModelFacts } from './modelFacts.ts';
import { assignOptions, resolveOptions, type OptionOwner } from './options.ts';
import { findStrategy } from './strategies/index.ts';
import { suitability } from './suitability.ts';
import type { Options, Strategy } from './types.ts';

/** How a dataset is labeled: everything that, with the labels, decides which sample comes next. */
export interface Settings {
  /** Id in the strategy registry. */
  readonly strategy: string;
  /** Id in the model registry. */
  readonly model: string;
  /** Id in the metric registry. */
  readonly metric: string;
  /** Labels between two rankings. */
  readonly batchSize: number;
  /** Share of the samples that is only measured on, 0 to 0.5. */
  readonly testShare: number;
  readonly seed: number;
  readonly strategyOptions: Options;
  readonly modelOptions: Options;
}

/** One place settings come from; what it leaves out comes from the next one. */
export type SettingsLayer = { readonly [Field in keyof Settings]?: Settings[Field] | undefined };

export interface SettingsSources {
  readonly flags?: SettingsLayer;
  /** `key=value` as given to `--option`; a key goes to the strategy or the model, whichever has it. */
  readonly assignments?: readonly string[];
  readonly manifest?: SettingsLayer;
  /** The editor's settings. */
  readonly configuration?: SettingsLayer;
  /** Decides the default model and strategy. */
  readonly featureKind?: FeatureKind;
}

type Scalar = 'strategy' | 'model' | 'metric' | 'batchSize' | 'testShare' | 'seed';

/** Strongest first. */
const layerKeys = ['flags', 'manifest', 'configuration'] as const;
type LayerKey = (typeof layerKeys)[number];

const layerNames: Readonly<Record<LayerKey, string>> = {
  flags: 'the command line',
  manifest: 'label-scout.json',
  configuration: 'the settings',
};

const flagNames: Readonly<Record<Scalar, string>> = {
  strategy: '--strategy',
  model: '--model',
  metric: '--metric',
  batchSize: '--batch',
  testShare: '--test-share',
  seed: '--seed',
};

/** Where a value was found, as a person would look for it. */
const placeNames: Readonly<Record<LayerKey, (field: Scalar) => string>> = {
  flags: (field) => `The flag ${flagNames[field]}`,
  manifest: (field) => `"${field}" in label-scout.json`,
  configuration: (field) => `The setting labelScout.${field}`,
};

const isWhole = (value: number): boolean => Number.isSafeInteger(value);

interface Picked<F extends Scalar> {
  readonly value: Settings[F];
  readonly place: string;
}

function pick<F extends Scalar>(field: F, sources: SettingsSources): Picked<F> {
  for (const key of layerKeys) {
    const value: Settings[F] | undefined = sources[key]?.[field];
    if (value !== undefined) return { value, place: placeNames[key](field) };
  }
  return { value: defaultsFor(sources.featureKind)[field], place: 'the default' };
}

function pickNumber(
  field: 'batchSize' | 'testShare' | 'seed',
  sources: SettingsSources,
  valid: (value: number) => boolean,
  range: string,
): number {
  const { value, place } = pick(field, sources);
  if (valid(value)) return value;
  throw new UsageError(`${place} is ${value}, but it must be ${range}.`);
}

/** The id in effect where a layer was written: what it names itself, else what the layers below it name. */
function idAt(field: 'strategy' | 'model', layer: LayerKey, sources: SettingsSources): string {
  const below = layerKeys.slice(layerKeys.indexOf(layer));
  for (const key of below) {
    const id = sources[key]?.[field];
    if (id !== undefined) return id;
  }
  return defaultsFor(sources.featureKind)[field];
}

/**
 * Options of the chosen strategy or model. Those of a layer count only where that layer means the same one: a
 * manifest's options for its own strategy do not get in the way of `--strategy`.
 */
function layeredOptions(
  owner: OptionOwner,
  field: 'strategy' | 'model',
  assigned: Options,
  sources: SettingsSources,
): Options {
  const layers = layerKeys
    .filter((key) => idAt(field, key, sources) === owner.id)
    .map((key) => ({
      place: `${field}Options in ${layerNames[key]}`,
      options: sources[key]?.[`${field}Options`] ?? {},
    }));
  const table = owner.options;
  return resolveOptions(table, `${field} ${owner.id}`, [{ place: '--option', options: assigned }, ...layers]);
}

function pickMetric(sources: SettingsSources): string {
  const { value, place } = pick('metric', sources);
  findMetric(value, place);
  return value;
}

/**
 * The model that is named, else the default for the features, else, where a strategy cannot run with that one, the default
 * for columns.
 * @throws UsageError for an unknown model.
 */
export function pickModel(strategies: readonly Strategy[], sources: SettingsSources): ModelFacts {
  const { value, place } = pick('model', sources);
  const model = findModelFacts(value, place);
  const isNamed = layerKeys.some((key) => sources[key]?.model !== undefined);
  const suits = strategies.every((strategy) => suitability(strategy, model) === null);
  return isNamed || suits ? model : findModelFacts(defaultSettings.model);
}

/**
 * Settles strategy, model, metric, numbers and options: flag over manifest over editor setting over default.
 * @throws UsageError naming the value, where it came from and what is possible instead; also for a strategy
 * that cannot run with the model.
 */
export function resolveSettings(sources: SettingsSources): Settings {
  const chosen = pick('strategy', sources);
  const strategy = findStrategy(chosen.value, chosen.place);
  const model = pickModel([strategy], sources);
  const refusal = suitability(strategy, model);
  if (refusal !== null) throw new UsageError(refusal);
  const [forStrategy = {}, forModel = {}] = assignOptions(sources.assignments ?? [], [strategy, model]);
  return {
    strategy: strategy.id,
    model: model.id,
    metric: pickMetric(sources),
    batchSize: pickNumber(
      'batchSize',
      sources,
      (value) => isWhole(value) && value >= 1,
      'a whole number from 1',
    ),
    testShare: pickNumber('testShare', sources, (value) => value >= 0 && value <= 0.5, 'from 0 to 0.5'),
    seed: pickNumber('seed', sources, isWhole, 'a whole number'),
    strategyOptions: layeredOptions(strategy, 'strategy', forStrategy, sources),
    modelOptions: layeredOptions(model, 'model', forModel, sources),
  };
}
