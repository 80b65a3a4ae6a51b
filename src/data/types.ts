import type { FeatureView } from '../engine/featureView.ts';
import type { FormerNames } from '../engine/journal/formerNames.ts';
import type { FeatureMatrix, MatrixAllocator } from '../engine/matrix.ts';
import type { Sample } from '../engine/sample.ts';
import type { Manifest } from '../protocol/manifest.ts';
import type { Account } from './account.ts';
import type { FeatureStep } from './featureSteps.ts';

/** Which numbers are wanted. */
export interface FeatureRequest {
  /** Means, medians, category levels and document frequencies come from these rows; all rows by default. */
  readonly fitRows?: Int32Array | undefined;
  /** By default what models other than networks of pictures learn from. */
  readonly view?: FeatureView;
}

/** A dataset read from disk: rows with stable ids, classes, known labels, features and a way to show each row. */
export interface Dataset {
  readonly name: string;
  readonly kind: 'table' | 'images' | 'text';
  /** The folder relative paths in ids start from. */
  readonly folder: string;
  /** The manifest; for a bare data file, the one that `init` would write. */
  readonly manifest: Manifest;
  readonly ids: readonly string[];
  /** What the journal's entries of an earlier version call samples and classes; undefined where it has none. */
  readonly former?: FormerNames | undefined;
  readonly classes: readonly string[];
  /** Class of each row that counts as labeled from the start (`"labels": "existing"`), else −1. */
  readonly existingLabels: Int32Array;
  /** Every known class, `"oracle"` included, else −1. Only `simulate`, `bench` and `train-lal` may read it. */
  readonly oracle: Int32Array;
  /** Names of the matrix columns. Of images those of the newest `features`, none before: only then is it clear whether all are gray. */
  readonly featureNames: readonly string[];
  /** How the matrix columns are made, in their order; of the newest `features`, empty before. */
  readonly featureSteps: readonly FeatureStep[];
  /** Sentences about what was tolerated while reading; `features` may add some. */
  readonly notices: readonly string[];
  /**
   * Encodes every row. Statistics come from `fitRows`, so that a test part cannot leak into them. Kinds of patches are
   * learned from all pictures, without their labels: they are the same whatever rows are measured on.
   */
  features(allocate: MatrixAllocator, request?: FeatureRequest): Promise<FeatureMatrix>;
  /**
   * Computes what every encoding shares and keeps it in the dataset's cache, where threads that open the dataset for
   * themselves find it; absent where there is nothing of that kind.
   */
  prepare?(): Promise<void>;
  sample(row: number): Promise<Sample>;
  /** What opening it took, left out and guessed; put together when it is asked for. */
  account(): Promise<Account>;
  close(): void;
}
