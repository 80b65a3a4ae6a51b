import type { ColumnClass } from './columnClass.ts';
import type { TextLook } from './textLook.ts';

/** What has to be known of a column before its features are chosen. */
export interface ColumnProfile {
  readonly name: string;
  readonly class: ColumnClass;
  /** Different texts, of more than 1,000 at least so many; 0 for numbers and times. */
  readonly distinct: number;
  /** Rows with a text; undefined for columns that hold no texts. */
  readonly texts?: number | undefined;
  /** Every text in code-unit order; undefined for numbers and times, and where there are more than 1,000. */
  readonly levels?: readonly string[] | undefined;
  /** The first different texts; none of columns that DuckDB has read as numbers or times. */
  readonly examples: readonly string[];
  /** What most texts are; undefined for numbers and times. */
  readonly look?: TextLook | undefined;
  /** What all texts seem to be, written in a way that is not read as such; undefined for other texts. */
  readonly looksLike?: 'number' | 'date' | undefined;
  /** Why it is no feature unless a manifest lists it, as a fragment; undefined for other columns. */
  readonly leftOut?: string | undefined;
  /** Rows whose texts say what the column is: all, or the first ones, if later ones cannot change it. */
  readonly profiledRows: number;
}
