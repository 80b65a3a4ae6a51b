import type { CurvePoint } from '../curve.ts';
import type { FormerNames } from '../journal/formerNames.ts';
import type { Journal } from '../journal/types.ts';
import type { Settings } from '../settings.ts';
import type { Reason } from '../types.ts';
import type { Learner, RoundRequest } from '../learner/types.ts';
import type { BatchPlace } from './batch.ts';

/** What a session must know of a dataset; the features stay with the learner. */
export interface DatasetFacts {
  /** One id per row, in row order. */
  readonly ids: readonly string[];
  /** Class names, in the order of the manifest. */
  readonly classes: readonly string[];
  /** Class of each row that counts as labeled from the start, else −1. */
  readonly existingLabels: Int32Array;
  /** What the journal's entries of an earlier version call samples and classes; undefined where it has none. */
  readonly former?: FormerNames | undefined;
}

/** Timers, so that tests hold the clock. */
export interface Scheduler {
  /** Milliseconds since some fixed moment. */
  now(): number;
  /** Runs the action once, later; the returned function calls it off. */
  after(milliseconds: number, action: () => void): () => void;
}

/** One question to the person: a sample, and what the model thinks of it. */
export interface SessionQuestion {
  readonly row: number;
  readonly id: string;
  /** `test` questions are drawn at random to measure honestly, and carry no suggestion. */
  readonly purpose: 'train' | 'test';
  /** The predicted class and its probability (0 to 1); null in cold start and for test questions. */
  readonly suggestion: { readonly label: string; readonly probability: number } | null;
  /** Why this sample; null when there is nothing to say. */
  readonly reason: Reason | null;
  /** Score the strategy gave it, null where it was not ranked. */
  readonly score: number | null;
  /** Where it stands in its batch; null without batches, for `test` questions, and where it has its label. */
  readonly batch: BatchPlace | null;
  /** The label it has already, when a person came back to it. */
  readonly label: string | null;
  readonly flagged: boolean;
  readonly note: string;
}

/** Everything a panel, a tree or a status bar shows of a session. A new object after every change. */
export interface SessionSnapshot {
  /** Rises with every change. */
  readonly revision: number;
  readonly rows: number;
  /** Labels that are on disk. */
  readonly labeled: number;
  readonly skipped: number;
  readonly flagged: number;
  /** In manifest order, after renames and merges; counts are of labels on disk. */
  readonly classes: readonly { readonly name: string; readonly count: number }[];
  /** Null when everything is labeled, or while the next question is being chosen. */
  readonly question: SessionQuestion | null;
  /**
   * The next question for each possible answer to `question`, chosen with that answer: by class name, and for
   * skipping under the empty string. Absent where it is not yet known and worth waiting for: where a ranking takes
   * long, the best of the present one stands in. Null where nothing is left to ask.
   */
  readonly next: Readonly<Record<string, SessionQuestion | null>>;
  /** At least 20 samples (where there are so many) that are likely to come next, to fetch their contents ahead. */
  readonly upcoming: readonly SessionQuestion[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly curve: readonly CurvePoint[];
  /** Labeled samples that are only measured on. */
  readonly tested: number;
  /** What the strategy wants to be given in a later session; undefined for nothing. */
  readonly strategyState: unknown;
  readonly settings: Settings;
  readonly training: {
    readonly running: boolean;
    /** Labels the last finished ranking was trained on. */
    readonly round: number;
    /** Seconds of fit + score + choose of that ranking; null before the first. */
    readonly seconds: number | null;
  };
  /** True while the question on screen comes from an older ranking, because the model is slow. */
  readonly stale: boolean;
  /** True while fewer than two classes are known, so that samples are chosen to differ. */
  readonly coldStart: boolean;
  /** Why there is no question, what went wrong, or what to know, with what to do next; empty for nothing. */
  readonly message: string;
  /** True when `message` is about something that failed. */
  readonly failed: boolean;
  /** Sentences about the journal (unreadable lines, labels of unknown samples or classes) and the last ranking. */
  readonly notices: readonly string[];
}

export interface SessionParts {
  readonly facts: DatasetFacts;
  readonly journal: Journal;
  readonly learner: Learner;
  readonly settings: Settings;
  readonly scheduler: Scheduler;
  /** Curve points kept from an earlier session; those that no longer hold are measured again. */
  readonly curve?: readonly CurvePoint[];
  /** What the strategy kept of an earlier session. */
  readonly strategyState?: unknown;
}

/** What is known of an answer beside the answer. */
export interface AnswerDetails {
  /** Milliseconds the person took. */
  readonly ms?: number;
  /** Id of the sample that came on screen with the answer, before the session knew of it: it is asked next. */
  readonly next?: string;
}

/** The labeling loop: which sample to ask next, and what the answers so far say. */
export interface LabelingSession {
  readonly snapshot: SessionSnapshot;
  /** Calls the listener after every change, at most once per turn of the event loop; returns how to stop it. */
  onChange(listener: (snapshot: SessionSnapshot) => void): () => void;
  /**
   * Answers a sample, usually the one on screen. The next question appears at once; the promise resolves when
   * the label is on disk and counted.
   * @throws UsageError for an unknown id or class, HumanError when it could not be saved; the session has then
   * gone back to the sample.
   */
  label(id: string, className: string, details?: AnswerDetails): Promise<void>;
  /** Leaves a sample for later: it is asked again when nothing else is left. A label it has stays. */
  skip(id: string, details?: Pick<AnswerDetails, 'next'>): Promise<void>;
  flag(id: string, on: boolean): Promise<void>;
  note(id: string, text: string): Promise<void>;
  /** Takes the person's last entry back and shows its sample again. Does nothing when there is none. */
  undo(): Promise<void>;
  redo(): Promise<void>;
  /** Shows a sample, labeled or not. */
  goTo(id: string): void;
  /** Changes strategy, model or other settings; the present question is chosen anew. */
  reconfigure(settings: Settings): void;
  /** Reads what others wrote to the journal. */
  refresh(): Promise<void>;
  /** What trains the model on all labels so far; it ranks and measures nothing. */
  trainingRequest(): RoundRequest;
  /** Tries again after the learner failed. */
  retry(): void;
  /** Resolves when no ranking, speculation or measuring is under way: for tests and for closing. */
  idle(): Promise<void>;
  /** Cancels all work. Labels on their way to disk still arrive. */
  dispose(): void;
}
