import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { createRng } from '../../engine/rng.ts';
import { loadTable } from '../../data/table/load.ts';
import { openDatabase, quoteText } from '../../runtime/duckdb.ts';
import { timed } from './measure.ts';
import type { BenchContext, Benchmark, Contest } from './types.ts';

const rowCount = 1_000_000;
/** Rows made at a time. */
const chunkRows = 2000;
const words = ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta', 'eta', 'theta', 'iota', 'kappa'];

/** From the file to a table whose types come from all rows, against DuckDB's own reading with types from all rows. */
export const openJsonLines: Benchmark = {
  id: 'open-jsonl',
  title: 'open 1,000,000 × 10 JSON Lines with types from all rows',
  prepare,
};

async function prepare({ folder, threads }: BenchContext): Promise<Contest> {
  const path = join(folder, 'table.jsonl');
  await writeRows(path);
  return {
    ours: () =>
      timed(async () => (await loadTable([path], { verbatim: ['label'], threads })).database.close()),
    rivals: [
      // Within 1.5 times DuckDB's time: theirs is at least two thirds of ours.
      { name: 'DuckDB read_json', threads, target: 2 / 3, run: () => timed(() => openTheirs(path, threads)) },
    ],
    close: () => undefined,
  };
}

async function openTheirs(path: string, threads: number): Promise<void> {
  const database = await openDatabase(threads);
  try {
    await database.execute(
      `CREATE TABLE data AS FROM read_json(${quoteText(path)}, format = 'newline_delimited', sample_size = -1)`,
    );
  } finally {
    database.close();
  }
}

/** Seeded rows of whole numbers, fractions, truths, moments, words and a label, some values missing. */
async function writeRows(path: string): Promise<void> {
  const rng = createRng('bench json lines');
  const file = await open(path, 'w');
  const word = (): string => words[rng.below(words.length)]!;
  const row = (id: number): string =>
    JSON.stringify({
      id,
      x: rng.uniform() * 1000,
      y: rng.below(1000),
      z: rng.below(2000) / 8,
      ok: rng.below(2) === 0,
      when: new Date(1.6e12 + rng.uint32() * 50).toISOString(),
      kind: word(),
      text: [word(), word(), word(), word()].join(' '),
      n: rng.below(7) === 0 ? null : rng.below(50),
      label: word(),
    });
  try {
    for (let first = 0; first < rowCount; first += chunkRows) {
      const lines = Array.from({ length: chunkRows }, (_, index) => row(first + index));
      await file.write(`${lines.join('\n')}\n`);
    }
  } finally {
    await file.close();
  }
}
