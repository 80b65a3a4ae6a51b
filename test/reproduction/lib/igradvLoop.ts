import { neverCancelled } from '../../../src/engine/cancel.ts';
import { chooseBest } from '../../../src/engine/choose.ts';
import type { FeatureMatrix, Picture } from '../../../src/engine/matrix.ts';
import { layersFor } from '../../../src/engine/models/cnn/layers.ts';
import { pictureRows } from '../../../src/engine/models/cnn/pictures.ts';
import { fitNetwork, type FittedNetwork } from '../../../src/engine/network/fitNetwork.ts';
import { shuffled } from '../../../src/engine/math/shuffle.ts';
import { resolveOptions } from '../../../src/engine/options.ts';
import { Predictions } from '../../../src/engine/learner/predictions.ts';
import { createRng, type Rng } from '../../../src/engine/rng.ts';
import { findStrategy } from '../../../src/engine/strategies/index.ts';
import type { Machine, Model, Options, Probabilities } from '../../../src/engine/types.ts';

/** Algorithm 1 of the IGradV paper, with honest baselines: every strategy adds k labels an epoch. */
export interface IgradvSetting {
  readonly features: FeatureMatrix & { readonly picture: Picture };
  readonly labels: Int32Array;
  readonly classNames: readonly string[];
  /** Rows to learn from and rows to test on. */
  readonly pool: Int32Array;
  readonly test: Int32Array;
  /** Share of the pool that is unlabeled at the start. */
  readonly share: number;
  /** k. */
  readonly batch: number;
  /** epch. */
  readonly activeEpochs: number;
  readonly trainingEpochs: number;
  readonly learningRate: number;
  readonly strategyOptions: Options;
  readonly machine: Machine;
  /** A clock for what an active-learning epoch takes. */
  readonly seconds: () => number;
}

/** Accuracy before the loop and after each training in it, and its seconds: training, scoring, ranking. */
export interface IgradvRun {
  readonly strategy: string;
  readonly initial: number;
  readonly accuracies: readonly number[];
  readonly seconds: readonly number[];
}

/** One run; start, first batch and streams depend on the repeat alone, so that strategies differ by their choices. */
export async function runIgradv(
  setting: IgradvSetting,
  strategyId: string,
  repeat: number,
): Promise<IgradvRun> {
  const rng = createRng(1).fork('igradv', repeat);
  const order = shuffled(setting.pool.length, rng.fork('pool')).map((place) => setting.pool[place]!);
  const known = Math.round(order.length * (1 - setting.share));
  const labeled = [...order.subarray(0, known)];
  const trained = await fit(setting, labeled, rng.fork('fit', 0));
  const initial = await accuracy(setting, trained);
  labeled.push(...order.subarray(known, known + setting.batch));
  const accuracies: number[] = [];
  const seconds: number[] = [];
  let state: unknown;
  for (let epoch = 1; epoch <= setting.activeEpochs; epoch++) {
    const started = setting.seconds();
    const from = { setting, labeled, known, strategyId, state, trained, rng: rng.fork(epoch) };
    const step = await activeEpoch(from, epoch < setting.activeEpochs);
    seconds.push(setting.seconds() - started);
    accuracies.push(await accuracy(setting, step.network));
    labeled.push(...step.chosen);
    state = step.state;
  }
  return { strategy: strategyId, initial, accuracies, seconds };
}

interface Situation {
  readonly setting: IgradvSetting;
  readonly labeled: readonly number[];
  /** Labels known from the start. */
  readonly known: number;
  readonly strategyId: string;
  readonly state: unknown;
  readonly trained: FittedNetwork;
  readonly rng: Rng;
}

/** Goes on training with the newest batch and, unless it is the last epoch, chooses the next one. */
async function activeEpoch(
  { setting, labeled, known, strategyId, state, trained, rng }: Situation,
  choose: boolean,
) {
  const { machine, batch, classNames, features, labels } = setting;
  const strategy = findStrategy(strategyId);
  const usable = Object.entries(setting.strategyOptions).filter(([name]) => name in strategy.options);
  const options = resolveOptions(strategy.options, strategyId, [
    { place: 'the experiment', options: Object.fromEntries(usable) },
  ]);
  const asked = { queried: Int32Array.from(labeled.slice(known)), batchSize: batch, options };
  const network = await fit(setting, labeled, rng.fork('fit'), trained, strategy.measures?.(asked));
  if (!choose) return { network, chosen: [], state };
  const model = modelOf(setting, network);
  const taken = new Set(labeled);
  const candidates = setting.pool.filter((row) => !taken.has(row));
  const rows = Int32Array.from(labeled);
  const predictions = new Predictions(model);
  const scorer = strategy.start(state);
  const scores = await scorer.score({
    ...asked,
    model,
    machine,
    classNames,
    candidates,
    signal: neverCancelled,
    rng: rng.fork('score'),
    training: { features, rows, labels: rows.map((row) => labels[row]!), classCount: classNames.length },
    probabilities: () => predictions.all(),
  });
  const places = chooseBest(scores, candidates, batch, rng.fork('choose'));
  return { network, chosen: Array.from(places, (place) => candidates[place]!), state: scorer.save?.() };
}

function fit(
  { features, labels, classNames, machine, trainingEpochs, learningRate }: IgradvSetting,
  labeled: readonly number[],
  rng: Rng,
  from?: FittedNetwork,
  measure?: Parameters<typeof fitNetwork>[2]['measure'],
): Promise<FittedNetwork> {
  const { picture } = features;
  const rows = Int32Array.from(labeled);
  return fitNetwork(
    {
      layers: layersFor(picture, 0.1),
      input: [picture.channels, picture.height, picture.width],
      read: pictureRows(features, picture),
      optimizer: { learningRate, weightDecay: 5e-4 },
      epochs: trainingEpochs,
      minimumSteps: 0,
      batchSize: 32,
      ...(from && { from }),
    },
    {
      rows: features.rows,
      trainingRows: rows,
      classes: classNames.length,
      labels: rows.map((row) => labels[row]!),
    },
    { rng, signal: neverCancelled, options: {}, machine, measure },
  );
}

function modelOf({ features }: IgradvSetting, network: FittedNetwork): Model {
  const predictAll = (): Promise<Probabilities> =>
    network.predict(Int32Array.from({ length: features.rows }, (_, row) => row));
  return { predictAll, outOfBagAccuracy: null, view: network.view };
}

async function accuracy(
  { test, labels, classNames }: IgradvSetting,
  network: FittedNetwork,
): Promise<number> {
  const { data } = await network.predict(test);
  const classes = classNames.length;
  let right = 0;
  for (const [index, row] of test.entries()) {
    const shares = data.subarray(index * classes, (index + 1) * classes);
    if (shares.indexOf(Math.max(...shares)) === labels[row]) right++;
  }
  return right / test.length;
}
