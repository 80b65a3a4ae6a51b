import type { FeatureMatrix } from './matrix.ts';
import type { Forest, ForestBackend } from './forest/types.ts';
import type { Graph, GraphRuntime } from './graph/types.ts';
import type { MoveWeights } from './network/adam.ts';
import type { Measurement } from './network/view.ts';
import type { Rng } from './rng.ts';
import type { View, Views } from './views.ts';

export type Awaitable<T> = T | Promise<T>;

/** Polled between units of work; an `AbortSignal` is one, and so is a flag on shared memory. */
export interface CancelSignal {
  readonly aborted: boolean;
  /** Where there is an event to wait for: whoever only forwards the work forwards its cancelling by it. */
  addEventListener?(type: 'abort', listener: () => void): void;
}

/** What the engine needs of the machine. The runtime layer implements it; tests may use the plain parts. */
export interface Machine {
  readonly forest: ForestBackend;
  /**
   * A regressor of LAL that comes with the product, by its id; read once.
   * @throws HumanError when its file is missing, damaged or newer.
   */
  readonly regressor: (id: string) => Awaitable<Forest>;
  /** Runs the graphs of networks; loaded on first use. */
  readonly graphs: GraphRuntime;
  /** Takes the steps of Adam while they are trained. */
  readonly moveWeights: MoveWeights;
  /** Tells the person, in a sentence, what was tolerated while computing; shown in a log, never in the way. */
  readonly say: (sentence: string) => void;
  /** A monotonic clock in seconds. */
  readonly now: () => number;
}

/** Class probabilities, row-major: `rows × classes`, each row sums to 1 (Float32 rounding apart). */
export interface Probabilities {
  readonly rows: number;
  readonly classes: number;
  readonly data: Float32Array;
}

/** One option of a strategy or a model, as written in the manifest, a setting or `--option key=value`. */
export type OptionDefinition =
  | {
      readonly type: 'integer' | 'number';
      readonly default: number;
      readonly min?: number;
      readonly max?: number;
      readonly description: string;
    }
  | { readonly type: 'boolean'; readonly default: boolean; readonly description: string }
  | {
      readonly type: 'choice';
      readonly default: string;
      readonly choices: readonly string[];
      readonly description: string;
    };
export type OptionTable = Readonly<Record<string, OptionDefinition>>;
export type Options = Readonly<Record<string, number | boolean | string>>;

/** The rows a model learns from. `labels[i]` is the class of row `rows[i]` of `features`. */
export interface TrainingSet {
  readonly features: FeatureMatrix;
  readonly rows: Int32Array;
  readonly labels: Int32Array;
  readonly classCount: number;
}

export interface FitContext {
  readonly rng: Rng;
  readonly signal: CancelSignal;
  readonly options: Options;
  readonly machine: Machine;
  /** What the strategy wants measured while a network is trained; models without a network view ignore it. */
  readonly measure?: Measurement | undefined;
  /** Hears of every epoch that is done. */
  readonly report?: ((report: EpochReport) => void) | undefined;
}

/** How far training has come. */
export interface EpochReport {
  /** Epochs done. */
  readonly epoch: number;
  readonly epochs: number;
  /** Mean cross-entropy over the epoch, dropout on. */
  readonly loss: number;
  /** Share of the training rows predicted right during the epoch, dropout on. */
  readonly accuracy: number;
  /** Since training began. */
  readonly seconds: number;
}

export interface Model {
  /** Class probabilities of every row of the training set's matrix, labeled rows included. */
  predictAll(): Awaitable<Probabilities>;
  /** The same of the given rows only, in their order, where that is much cheaper. */
  predictRows?(rows: Int32Array): Awaitable<Probabilities>;
  /** The model as a graph of rows of features, with these entries in its file; absent where it has no such form. */
  toGraph?(metadata: Readonly<Record<string, string>>): Graph;
  /** Accuracy on out-of-bag rows, where the model has such a thing. */
  readonly outOfBagAccuracy: number | null;
  /** The extra view, or undefined where the model cannot give it. */
  view<V extends View>(view: V): Views[V] | undefined;
}

/** A kind of classifier. Adding one is a file in `models/` and a line in its registry. */
export interface ModelKind {
  readonly id: string;
  readonly title: string;
  readonly gives: readonly View[];
  /** Whether its models know their out-of-bag accuracy. */
  readonly outOfBag?: boolean;
  /** It learns from pictures, and so runs on datasets of images alone. */
  readonly needsPictures?: true;
  readonly options: OptionTable;
  /** @throws CancelledError when the signal is raised. */
  fit(training: TrainingSet, context: FitContext): Awaitable<Model>;
}

/** Everything a strategy may use to score, so that it is pure and repeatable. */
export interface Round {
  readonly training: TrainingSet;
  /** Rows that may be asked: unlabeled, not skipped, not in the test share. */
  readonly candidates: Int32Array;
  /** As in the request: what was asked, in the order it was answered, and how many at a time. */
  readonly queried: Int32Array;
  readonly batchSize: number;
  /** Name of each class, for sentences. */
  readonly classNames: readonly string[];
  readonly model: Model;
  readonly machine: Machine;
  /** Of every row of the matrix, computed once per round on first use. */
  readonly probabilities: () => Awaitable<Probabilities>;
  readonly rng: Rng;
  readonly signal: CancelSignal;
  readonly options: Options;
  /** The regressor of LAL that was learned from labels of this dataset; undefined where there is none. */
  readonly ownRegressor?: () => Awaitable<Forest | undefined>;
}

/** Why a sample was chosen, for the panel and `suggest --json`. */
export interface Reason {
  readonly text: string;
  readonly predictedErrorReduction?: number;
  readonly features?: Readonly<Record<string, number>>;
}

/** Samples chosen together. */
export interface Choice {
  /** Places in `round.candidates`, best first, none twice. */
  readonly places: Int32Array;
  /** The score of each when it was chosen. All finite. */
  readonly scores: Float64Array;
}

/** One run of a strategy. */
export interface Scorer {
  /** A larger score is asked sooner; index i answers for `round.candidates[i]`. All finite. */
  score(round: Round): Awaitable<Float64Array>;
  /**
   * Chooses the samples of a batch together, for strategies to which the second sample depends on the first; they are
   * asked this in place of `score`. Gives `count` samples, or all where there are fewer.
   */
  choose?(round: Round, count: number): Awaitable<Choice>;
  /** Why `round.candidates[index]` was chosen; asked only for chosen samples, after `score` or `choose`. */
  explain(round: Round, index: number): Awaitable<Reason>;
  /** State that outlives a session; survives structured clone. */
  save?(): unknown;
}

/** A query strategy. Adding one is a file in `strategies/` and a line in its registry. */
export interface Strategy {
  readonly id: string;
  /** As shown in the UI. */
  readonly title: string;
  /** One line for Quick Picks and documentation. */
  readonly description: string;
  readonly needs: readonly View[];
  /** False for strategies that never look at the model (`random`): it is then fitted for suggestions and measuring only. */
  readonly usesModel: boolean;
  /** The greatest number of classes it is defined for; absent for any number. */
  readonly classes?: number;
  /** Labels the strategy needs before it can run; samples are asked at random until then. */
  readonly minimumLabels?: number;
  /**
   * It also chooses while fewer than two classes are labeled, by a model to which every class is as likely. The other
   * strategies wait, and diverse samples are asked until then.
   */
  readonly startsUnlabeled?: true;
  readonly options: OptionTable;
  /** What a network is to measure while it is trained for this strategy, which then needs the view `network`. */
  measures?(asked: Pick<Round, 'queried' | 'batchSize' | 'options'>): Measurement | undefined;
  start(saved?: unknown): Scorer;
}
