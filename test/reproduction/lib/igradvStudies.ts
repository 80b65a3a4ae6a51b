import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IgradvRun } from './igradvLoop.ts';

/** One point of the paper's tables and figures. */
export interface IgradvCell {
  /** Share of the pool that is unlabeled at the start, in percent. */
  readonly share: number;
  /** k. */
  readonly batch: number;
  /** What the regressor sees: `inputs` or `embedding`. */
  readonly features: string;
  readonly strategy: string;
}

/** What the cells of a study have in common, and how large they are. */
export interface IgradvScale {
  readonly set: string;
  readonly pool: number;
  readonly tested: number;
  readonly side: number;
  readonly rows: string;
}

/** Pool of the pages without a number in their name. */
export const usualPool = 400;

/** Name of the page on all that was found at one scale, and the start of those of its figures. */
export const pageNameOf = ({ set, pool }: IgradvScale): string =>
  `igradv-${set}${pool === usualPool ? '' : `-${pool}`}`;

/** A table or figure of the paper, or a question of our own. */
export interface IgradvStudy {
  readonly title: string;
  /** What its cells differ in beside the strategy. */
  readonly along: 'share' | 'batch' | 'features';
  readonly cells: readonly IgradvCell[];
}

const paper = ['random', 'least-confident', 'igradv-ds', 'igradv-rds', 'igradv-ld', 'igradv-rld'];

/** @param batch the k of Table I. @param batches other k. @param share at which k and features are varied. */
export const igradvStudies = ({
  batch,
  batches,
  shares,
  share,
}: {
  readonly batch: number;
  readonly batches: readonly number[];
  readonly shares: readonly number[];
  readonly share: number;
}): Readonly<Record<string, IgradvStudy>> => ({
  shares: {
    title: `Shares of unlabeled data, k = ${batch} (Table I and Figure 2)`,
    along: 'share',
    cells: shares.flatMap((one) =>
      paper.map((strategy) => ({ share: one, batch, features: 'inputs', strategy })),
    ),
  },
  batches: {
    title: `Numbers of labels an epoch, ${share} % unlabeled (Figures 3 and 4)`,
    along: 'batch',
    cells: batches.flatMap((one) =>
      paper.map((strategy) => ({ share, batch: one, features: 'inputs', strategy })),
    ),
  },
  features: {
    title: `What the regressor sees, k = ${batch}, ${share} % unlabeled`,
    along: 'features',
    cells: ['inputs', 'embedding'].flatMap((features) =>
      ['igradv-ds', 'igradv-ld'].map((strategy) => ({ share, batch, features, strategy })),
    ),
  },
});

/** A run of each cell for each of the first repeats, as far as all cells have been run. */
export type FoundRepeats = readonly ReadonlyMap<IgradvCell, IgradvRun>[];

/** Runs kept as files, so that an experiment can be stopped at any time and goes on. */
export class KeptRuns {
  readonly #folder: string;
  readonly #scale: IgradvScale;

  constructor(folder: string, scale: IgradvScale) {
    this.#folder = folder;
    this.#scale = scale;
  }

  pathOf({ share, batch, features, strategy }: IgradvCell, repeat: number): string {
    const { set, side, pool, tested, rows } = this.#scale;
    const parts = [set, side, pool, tested, share, batch, features, rows, strategy, repeat];
    return join(this.#folder, `igradv_${parts.join('_')}.json`);
  }

  has(cell: IgradvCell, repeat: number): boolean {
    return existsSync(this.pathOf(cell, repeat));
  }

  /** The repeats of a study that are complete, from the first on. */
  complete({ cells }: IgradvStudy): FoundRepeats {
    const repeats: ReadonlyMap<IgradvCell, IgradvRun>[] = [];
    while (cells.every((cell) => this.has(cell, repeats.length))) {
      const repeat = repeats.length;
      repeats.push(new Map(cells.map((cell) => [cell, this.#read(cell, repeat)])));
    }
    return repeats;
  }

  #read(cell: IgradvCell, repeat: number): IgradvRun {
    return JSON.parse(readFileSync(this.pathOf(cell, repeat), 'utf8')) as IgradvRun;
  }
}
