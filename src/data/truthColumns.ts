/** Names of a column of file names, the best first; `image_id` and the like lack the extension now and then. */
const fileNames = [
  ...[
    'id',
    'file_name',
    'filename',
    'file',
    'file_path',
    'filepath',
    'path',
    'image',
    'image_path',
    'image_name',
  ],
  ...['image_id', 'imageid', 'img', 'name', 'document', 'text_file'],
];
const labelNames = ['label', 'class', 'category', 'target', 'class_name', 'label_name'];

/** Names whose columns are read as texts from the start. */
export const usualTruthColumns: readonly string[] = [...fileNames, ...labelNames];

/** The columns of a truth file that may be the ones. */
export interface TruthColumns {
  /** Columns that may name the files, the likeliest first. */
  readonly files: readonly string[];
  /** Columns that may hold the labels: one where it is clear which. */
  readonly labels: readonly string[];
}

const plain = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');

/**
 * Finds the columns of files and labels by their names, in any case. A column `label` is the one, whatever stands
 * beside it; of others with the name of a label there may be several.
 */
export function findTruthColumns(columns: readonly string[]): TruthColumns {
  const named = (names: readonly string[]): string[] =>
    names.flatMap((name) => columns.filter((column) => plain(column) === name));
  const labels = named(labelNames);
  return {
    files: named(fileNames),
    labels: labels.some((name) => plain(name) === 'label') ? labels.slice(0, 1) : labels,
  };
}
