import type { Translate } from '../translate.ts';

/** One currently labeled sample. What is not known (a label that came with the data) is absent. */
export interface ExportedLabel {
  readonly id: string;
  readonly label: string;
  readonly by?: string | undefined;
  /** ISO time. */
  readonly at?: string | undefined;
  readonly strategy?: string | undefined;
  readonly model?: string | undefined;
  /** Number of labels there were when the sample was asked. */
  readonly round?: number | undefined;
  /** Milliseconds the person took. */
  readonly ms?: number | undefined;
  readonly source?: string | undefined;
  /** Whether the sample is flagged for another look. */
  readonly flagged?: true | undefined;
  /** The note on the sample. */
  readonly note?: string | undefined;
}

/** Every field of an exported label, in the order of the columns. */
export const exportedFields = [
  'id',
  'label',
  'by',
  'at',
  'strategy',
  'model',
  'round',
  'ms',
  'source',
  'flagged',
  'note',
] as const satisfies readonly (keyof ExportedLabel)[];

/** What one line of a file says about one sample; `line` counts from 1 and is where a person should look. */
export interface ImportedLine {
  readonly line: number;
  readonly id: string;
  /** A class name; several where the line names more than one; null where it names none. */
  readonly label: string | readonly string[] | null;
  /** What the annotator made of the label, where it was not accepted: then it is none. */
  readonly answer?: 'rejected' | 'ignored' | 'unanswered';
  /** Absent where the line does not say. */
  readonly flagged?: boolean;
  /** Absent where the line has no note. */
  readonly note?: string;
}

/** What a file of labels holds. */
export interface ImportedFile {
  readonly lines: readonly ImportedLine[];
  /** Sentences about what was tolerated, guessed or not read. */
  readonly notices: readonly string[];
}

export interface ReadOptions {
  /** For notices. */
  readonly t: Translate;
  /** The column or key that holds the labels, where it is not `label`. */
  readonly column?: string | undefined;
  /** The dataset's own id column, which holds the ids of a file that has no column `id`. */
  readonly idColumn?: string | undefined;
}

/** A way labels travel in and out, and predictions out. Adding one is a file here and a line in the registry. */
export interface ExchangeFormat {
  readonly id: string;
  /** As shown in the UI. */
  readonly title: string;
  /** Usual file name extension, without its dot. */
  readonly extension: string;
  /** Further extensions of files that are read. */
  readonly alsoReads: readonly string[];
  /** The whole file's text: the fields of each record, in that order; what is undefined is left out. */
  write<Field extends string>(
    fields: readonly Field[],
    records: readonly Readonly<Partial<Record<Field, string | number | boolean | undefined>>>[],
  ): string;
  /** Whether the text can be of no other format, whatever the name of its file. */
  recognizes(text: string): boolean;
  /**
   * @throws HumanError naming `file` and the line when the text is not of this format, and LabelColumnError where
   * the column of the labels has to be named.
   */
  read(text: string, file: string, options: ReadOptions): ImportedFile;
}
