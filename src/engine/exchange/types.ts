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
  /** Whether somebody flagged the sample, to look at it again. */
  readonly flagged?: true | undefined;
  /** What somebody wrote about the sample. */
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

/** One label read from a file; `line` counts from 1 and is where a person should look. */
export interface ImportedLabel {
  readonly id: string;
  readonly label: string;
  readonly line: number;
}

/** A way labels travel in and out, and predictions out. Adding one is a file here and a line in the registry. */
export interface ExchangeFormat {
  readonly id: string;
  /** As shown in the UI. */
  readonly title: string;
  /** Usual file name extension, without its dot. */
  readonly extension: string;
  /** The whole file's text: the fields of each record, in that order; what is undefined is left out. */
  write<Field extends string>(
    fields: readonly Field[],
    records: readonly Readonly<Partial<Record<Field, string | number | boolean | undefined>>>[],
  ): string;
  /** @throws HumanError naming `file` and the line when the text is not of this format. */
  read(text: string, file: string): readonly ImportedLabel[];
}
