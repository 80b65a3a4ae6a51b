import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { createRng } from '../../engine/rng.ts';
import { openDataset } from '../../data/open.ts';
import { openDatabase, quoteText } from '../../runtime/duckdb.ts';
import { allocateSharedMatrix } from '../../runtime/sharedMatrix.ts';
import { timed } from './measure.ts';
import type { BenchContext, Benchmark, Contest } from './types.ts';

const rowCount = 276_130;
const columnCount = 50;
/** Rows made at a time. */
const chunkRows = 2000;

/** From the file to the feature matrix, against what DuckDB alone takes to read the same file. */
export const openCsv: Benchmark = {
  id: 'open-csv',
  title: 'open a 276,130 × 50 CSV into the feature matrix',
  prepare,
};

async function prepare({ folder, threads }: BenchContext): Promise<Contest> {
  const path = join(folder, 'table.csv');
  await writeTable(path);
  return {
    ours: () => timed(() => openOurs(path, threads)),
    rivals: [
      // Within twice DuckDB's time: theirs is at least half of ours.
      { name: 'DuckDB read_csv', threads, target: 0.5, run: () => timed(() => openTheirs(path, threads)) },
    ],
    close: () => undefined,
  };
}

async function openOurs(path: string, threads: number): Promise<void> {
  const dataset = await openDataset(path, { allowBareFile: true, threads });
  try {
    await dataset.features(allocateSharedMatrix);
  } finally {
    dataset.close();
  }
}

async function openTheirs(path: string, threads: number): Promise<void> {
  const database = await openDatabase(threads);
  try {
    await database.execute(`CREATE TABLE data AS FROM read_csv(${quoteText(path)})`);
  } finally {
    database.close();
  }
}

/** Seeded numbers with six decimals, some missing, as exported tables have them. */
async function writeTable(path: string): Promise<void> {
  const rng = createRng('bench table');
  const file = await open(path, 'w');
  const field = (): string => {
    const value = rng.uint32();
    return value % 200 === 0 ? '' : ((value - 2 ** 31) / 2 ** 30).toFixed(6);
  };
  try {
    await file.write(`${Array.from({ length: columnCount }, (_, column) => `x${column}`).join(',')}\n`);
    for (let first = 0; first < rowCount; first += chunkRows) {
      const lines = Array.from({ length: Math.min(chunkRows, rowCount - first) }, () =>
        Array.from({ length: columnCount }, field).join(','),
      );
      await file.write(`${lines.join('\n')}\n`);
    }
  } finally {
    await file.close();
  }
}
