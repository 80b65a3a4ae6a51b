import type { OptionTable, Strategy } from '../types.ts';
import { IgradvScorer, type ImportanceTechnique } from './igradvScorer.ts';
import { igradvOptions, measurementOf } from './measurement.ts';

/** What tells the four strategies of the paper apart. */
export interface IgradvFacts extends Pick<Strategy, 'id' | 'title' | 'description'> {
  readonly technique: ImportanceTechnique;
  /** Options beyond those all four have. */
  readonly options?: OptionTable;
}

/** A strategy of the IGradV paper. */
export const igradvStrategy = ({ technique, options = {}, ...facts }: IgradvFacts): Strategy => ({
  ...facts,
  needs: ['network'],
  usesModel: true,
  options: { ...igradvOptions, ...options },
  measures: measurementOf,
  start: (saved) => new IgradvScorer(technique, saved),
});

/** DS with the option of the paper's code to take the size of the cosine. */
export const absoluteOption = {
  absolute: {
    type: 'boolean',
    default: false,
    description: 'Takes the size of the cosine, as the code of the paper does.',
  },
} as const satisfies OptionTable;
