import { randomUUID } from 'node:crypto';
import { realpath, rename, rm, stat } from 'node:fs/promises';
import { HumanError } from '../../engine/errors.ts';
import { lalFeatureCount } from '../../engine/lal/features.ts';
import { lalModelOf } from '../../engine/lal/models.ts';
import type { LalRows } from '../../engine/lal/monteCarlo.ts';
import { cellAt, cellCount, type CollectionPlan } from '../../engine/lal/plan.ts';
import { isTextOf } from '../../engine/lal/samePlan.ts';
import { fileError, systemCode } from '../files.ts';
import { openDatabase, quotePaths, quoteText, rawNumbers, type Database } from '../duckdb.ts';

/** Columns behind the eight features: which cell a row comes from, and how much its label lowered the loss. */
const otherColumns = ['dataset INTEGER', 'reduction DOUBLE'];

/**
 * Writes the rows of a collection as a Parquet file that knows its plan: Ξ and Δ of the LAL paper, Algorithms 1 to 3.
 * @throws HumanError when the file cannot be written.
 */
export async function writeRows(path: string, rows: LalRows, plan: CollectionPlan): Promise<void> {
  await withDatabase(path, async (database) => {
    const { features } = lalModelOf(plan.model);
    const columns = [...features.map((name) => `"${name}" FLOAT`), ...otherColumns];
    await database.execute(`CREATE TABLE collected (${columns.join(', ')})`);
    const datasets = Int32Array.from(
      rows.reductions,
      (_, row) => cellAt(plan, Math.floor(row / plan.candidates)).dataset,
    );
    await database.append('collected', [...featureColumns(rows), datasets, rows.reductions]);
    const metadata = `KV_METADATA {plan: ${quoteText(JSON.stringify(plan))}}`;
    await viaDraft(path, (draft) =>
      database.execute(
        `COPY collected TO ${quoteText(draft)} (FORMAT parquet, COMPRESSION zstd, ${metadata})`,
      ),
    );
  });
}

/** DuckDB itself would write to a name beside the file that can be foreseen, and through a link that stands there. */
async function viaDraft(path: string, write: (draft: string) => Promise<void>): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const found = await stat(target).catch(() => undefined);
  if (found?.isFile() === false) return await write(target);
  const draft = `${target}.${randomUUID()}.new`;
  try {
    await write(draft);
    await rename(draft, target);
  } finally {
    await rm(draft, { force: true });
  }
}

function featureColumns({ features, reductions }: LalRows): readonly Float32Array[] {
  return Array.from({ length: lalFeatureCount }, (_, column) =>
    Float32Array.from(reductions, (__, row) => features[row * lalFeatureCount + column]!),
  );
}

/**
 * The rows that {@link writeRows} wrote for this plan; undefined where there is no file.
 * @throws HumanError for a file that cannot be read, is no such table, or is of another plan.
 */
export async function readRows(path: string, plan: CollectionPlan): Promise<LalRows | undefined> {
  try {
    await stat(path);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw fileError(path, error);
  }
  return withDatabase(path, async (database) => {
    const [found] = await database.rows(
      `SELECT decode(value) FROM parquet_kv_metadata(${quotePaths([path])}) WHERE decode(key) = 'plan'`,
    );
    if (!isTextOf(plan, String(found?.[0])))
      throw new HumanError(
        `${path} holds rows of another plan: name another file, pass the flags it was made with, or leave out --resume.`,
      );
    return collectChunks(database, path, plan);
  });
}

async function collectChunks(database: Database, path: string, plan: CollectionPlan): Promise<LalRows> {
  const count = cellCount(plan) * plan.candidates;
  const rows = { features: new Float32Array(count * lalFeatureCount), reductions: new Float64Array(count) };
  let read = 0;
  const names = [...lalModelOf(plan.model).features, 'reduction'].map((name) => `"${name}"`).join(', ');
  await database.eachChunk(`SELECT ${names} FROM read_parquet(${quotePaths([path])})`, (chunk, start) => {
    for (let column = 0; column < lalFeatureCount; column++) {
      const values = rawNumbers(chunk, column);
      for (let row = 0; row < chunk.rowCount; row++)
        rows.features[(start + row) * lalFeatureCount + column] = values[row]!;
    }
    rows.reductions.set(rawNumbers(chunk, lalFeatureCount).subarray(0, chunk.rowCount), start);
    read += chunk.rowCount;
  });
  if (read !== count) throw new HumanError(`${path} has ${read} rows where its plan makes ${count}.`);
  return rows;
}

async function withDatabase<Result>(
  path: string,
  use: (database: Database) => Promise<Result>,
): Promise<Result> {
  const database = await openDatabase(1);
  try {
    return await use(database);
  } catch (error) {
    if (error instanceof HumanError) throw error;
    const [reason = ''] = String(error).split('\n');
    throw new HumanError(`${path} cannot be used as a file of LAL rows: ${reason}.`, { cause: error });
  } finally {
    database.close();
  }
}
