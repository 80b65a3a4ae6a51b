import type { FeatureMatrix } from '../matrix.ts';
import type { Forest } from './types.ts';

/** The points of a plane that forests are asked about. */
export interface PlanePoints {
  /** A matrix of two columns. */
  readonly features: FeatureMatrix;
  /** First of the rows that are asked about, and how many follow each other. */
  readonly first: number;
  readonly count: number;
  /** How many of them, from the first on, are test points. */
  readonly testCount: number;
  /** Class of every row of the matrix, 0 or 1. */
  readonly labels: Int32Array;
}

/** What is known of a forest whose nodes are not kept. Its methods answer until the next forest is fitted. */
export interface PlaneForest extends Pick<
  Forest,
  'trees' | 'columns' | 'importances' | 'depths' | 'outOfBagScore'
> {
  /** Test points whose class it does not predict. */
  countWrong(): number;
  /** Trees that vote for class 1, for each point asked about. All leaves are pure, so these are its probabilities. */
  votes(): Uint8Array;
}

/** Some points, and the forests that are asked about them. */
export interface PlaneQuestions {
  /**
   * @param rows labeled rows of the points' matrix.
   * @returns undefined where it cannot fit: points of both classes lie on each other.
   */
  fit(rows: Int32Array, trees: number, seed: number): PlaneForest | undefined;
}

/**
 * Forests of two classes on few rows of a plane, asked about the same points again and again: what the Monte-Carlo
 * phase of LAL does hundreds of thousands of times. They are those of {@link ForestBackend.fitClassifier} with one
 * feature per split and full depth: same votes, out-of-bag score, importances and depths.
 */
export interface PlaneForests {
  /** Whether so many points and labeled rows are within its limits. */
  accepts(points: number, labeled: number): boolean;
  ask(points: PlanePoints): PlaneQuestions;
}
