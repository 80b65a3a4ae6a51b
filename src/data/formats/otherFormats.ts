import { extname } from 'node:path';

/** Formats of tables that are not read, by their extensions, and what to do with a file of them. */
const advice: readonly (readonly [extensions: readonly string[], sentence: string])[] = [
  [
    ['.xlsx', '.xlsm', '.xlsb', '.xls', '.ods', '.numbers'],
    'is a spreadsheet, which is not read; save the sheet as "CSV UTF-8" and name that file',
  ],
  [
    ['.gz', '.zip', '.bz2', '.xz', '.zst', '.7z', '.rar', '.tar'],
    'is compressed, and compressed files are not read; unpack it and name the file in it',
  ],
  [
    ['.feather', '.arrow', '.ipc', '.orc', '.avro', '.pkl', '.pickle', '.npy', '.npz', '.h5', '.hdf5'],
    'has a format that is not read; save the table as Parquet or CSV and name that file',
  ],
  [
    ['.sav', '.dta', '.sas7bdat', '.xpt', '.rds', '.rda', '.rdata', '.mat'],
    'is a file of a statistics program, which is not read; save the table as CSV or Parquet and name that file',
  ],
  [
    ['.db', '.sqlite', '.sqlite3', '.duckdb', '.mdb', '.accdb'],
    'is a database; export the table as CSV or Parquet and name that file',
  ],
  [['.json'], 'is JSON; save it as JSON Lines, one object a line, with the extension .jsonl'],
  [['.arff', '.libsvm', '.svm'], 'has a format that is not read; save the table as CSV and name that file'],
  [['.dat', '.data'], 'has no extension of a table; rename it to .csv or .tsv if it is one of text'],
];

/** What to do with a file of a known format that is not read, as a sentence without its full stop. */
export function adviceFor(path: string): string | undefined {
  const extension = extname(path).toLowerCase();
  const found = advice.find(([extensions]) => extensions.includes(extension));
  return found === undefined ? undefined : `${path} ${found[1]}`;
}
