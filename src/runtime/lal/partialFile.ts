import { closeSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { HumanError } from '../../engine/errors.ts';
import { lalFeatureCount } from '../../engine/lal/features.ts';
import type { CellRange } from '../../engine/lal/collect.ts';
import type { LalRows } from '../../engine/lal/monteCarlo.ts';
import type { CollectionPlan } from '../../engine/lal/plan.ts';
import { isTextOf } from '../../engine/lal/samePlan.ts';
import { fileError, systemCode } from '../files.ts';

/**
 * The ranges of cells that a collection has computed so far, so that it can go on after an interruption. A line of
 * JSON, the plan; then records: u32 first cell, u32 rows, f32 features and f64 reductions, little-endian. A record that
 * an interruption has cut short is not read.
 */
export class PartialFile {
  readonly #path: string;
  readonly #file: number;

  /** Starts a file with what is known already. The one before stays until that is written: it is the only copy. */
  constructor(path: string, plan: CollectionPlan, known: ReadonlyMap<number, LalRows>) {
    this.#path = path;
    startFile(path, plan, known);
    this.#file = openSync(path, 'a');
  }

  /** Appends all of a record, or throws where the disk is full: half of one would shift all that follow. */
  add({ first }: Pick<CellRange, 'first'>, rows: LalRows): void {
    writeFileSync(this.#file, recordOf(first, rows));
  }

  /** Keeps the file for a later run. */
  close(): void {
    closeSync(this.#file);
  }

  /** Nothing is left to go on with. */
  remove(): void {
    this.close();
    rmSync(this.#path, { force: true });
  }
}

/** Writes what is known in one step. */
function startFile(path: string, plan: CollectionPlan, known: ReadonlyMap<number, LalRows>): void {
  const draft = `${path}.new`;
  // The rest of a draft may be there, or a link that waits for one: neither is written to.
  rmSync(draft, { force: true });
  const file = openSync(draft, 'wx');
  try {
    writeFileSync(file, `${JSON.stringify(plan)}\n`);
    for (const [first, rows] of known) writeFileSync(file, recordOf(first, rows));
  } catch (error) {
    closeSync(file);
    rmSync(draft, { force: true });
    throw error;
  }
  closeSync(file);
  renameSync(draft, path);
}

const recordOf = (first: number, { features, reductions }: LalRows): Buffer =>
  Buffer.concat([
    Buffer.from(Uint32Array.of(first, reductions.length).buffer),
    Buffer.from(features.buffer, features.byteOffset, features.byteLength),
    Buffer.from(reductions.buffer, reductions.byteOffset, reductions.byteLength),
  ]);

/**
 * The ranges that an interrupted run left, by their first cells; none where there is no file.
 * @throws HumanError when they are of another plan, or cannot be read: a new file would replace them.
 */
export async function readPartial(path: string, plan: CollectionPlan): Promise<Map<number, LalRows>> {
  const known = new Map<number, LalRows>();
  const file = await readFile(path).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw fileError(path, error);
  });
  if (file === undefined) return known;
  const header = file.indexOf('\n');
  if (!isTextOf(plan, file.toString('utf8', 0, Math.max(0, header))))
    throw new HumanError(
      `${path} is of another plan: pass the flags it was started with, or leave out --resume to begin anew.`,
    );
  for (let at = header + 1; at + 8 <= file.length;) {
    const first = file.readUInt32LE(at);
    const count = file.readUInt32LE(at + 4);
    const end = at + 8 + count * (4 * lalFeatureCount + 8);
    if (end > file.length) break;
    known.set(first, readRecord(file, at + 8, count));
    at = end;
  }
  return known;
}

function readRecord(file: Buffer, start: number, count: number): LalRows {
  const middle = start + 4 * lalFeatureCount * count;
  // Copied, for records begin anywhere and views need aligned memory.
  const bytes = (from: number, to: number): ArrayBuffer => new Uint8Array(file.subarray(from, to)).buffer;
  return {
    features: new Float32Array(bytes(start, middle)),
    reductions: new Float64Array(bytes(middle, middle + 8 * count)),
  };
}
