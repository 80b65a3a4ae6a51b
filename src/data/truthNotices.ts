import type { MatchedFile } from './truthFiles.ts';

/** A row of a truth file, with the file that its id means. */
export interface TruthRow {
  /** From 1. */
  readonly number: number;
  readonly path: string;
  readonly id: string | null;
  readonly label: string | null;
  readonly match: MatchedFile | undefined;
}

/** What is said of the rows of one truth file. */
export const truthNotices = (rows: readonly TruthRow[], ids: readonly string[]): string[] => [
  ...noticeWithoutId(rows),
  ...noticeUnknown(rows, ids),
  ...noticeOtherwise(rows, ids),
];

/** Spreadsheets end with rows of nothing but commas. */
function noticeWithoutId(rows: readonly TruthRow[]): string[] {
  const empty = rows.filter(({ id }) => id === null);
  const [first] = empty;
  if (first === undefined) return [];
  return [
    empty.length === 1
      ? `${first.path}: row ${first.number} has no id, so its label counts for no file.`
      : `${first.path}: ${empty.length.toLocaleString('en')} rows have no id, so their labels count for no file; the first is row ${first.number}.`,
  ];
}

function noticeUnknown(rows: readonly TruthRow[], ids: readonly string[]): string[] {
  const unknown = rows.filter(({ id, match }) => id !== null && match === undefined);
  const [first] = unknown;
  if (first === undefined) return [];
  const example = `"${first.id}"`;
  if (unknown.length === rows.length && unknown.length > 1)
    return [
      `${first.path}: none of its ${unknown.length.toLocaleString('en')} ids names a file of the dataset, for example ${example}; ids are paths such as "${ids[0]}".`,
    ];
  return unknown.length === 1
    ? [`${first.path}: the id ${example} names no file of the dataset.`]
    : [
        `${first.path}: ${unknown.length.toLocaleString('en')} ids name no file of the dataset, for example ${example}.`,
      ];
}

function noticeOtherwise(rows: readonly TruthRow[], ids: readonly string[]): string[] {
  const otherwise = rows.filter(({ match }) => match?.isExact === false);
  const [first] = otherwise;
  if (first === undefined) return [];
  const example = `"${first.id}" as ${ids[first.match!.row]}`;
  return [
    otherwise.length === 1
      ? `${first.path}: an id is not the path of its file, and was taken all the same: ${example}.`
      : `${first.path}: ${otherwise.length.toLocaleString('en')} ids are not the paths of their files, and were taken all the same, for example ${example}.`,
  ];
}

/** What is said of rows that give a file the label it has already. */
export function noticeRepeated(rows: readonly TruthRow[], ids: readonly string[]): string[] {
  const [first] = rows;
  if (first === undefined) return [];
  const file = ids[first.match!.row]!;
  return [
    rows.length === 1
      ? `${first.path}: row ${first.number} repeats the label of ${file}.`
      : `${first.path}: ${rows.length.toLocaleString('en')} rows repeat the label of a file; the first is row ${first.number} (${file}).`,
  ];
}
