import { rowKey } from './math/mixBits.ts';
import { createRng, hashString } from './rng.ts';

/**
 * Whether a sample is held out to measure on: the same for everyone and for ever, whatever other samples there are.
 * @param share 0 to 1.
 */
export const isHeldOut = (id: string, seed: number, share: number): boolean =>
  hashString(id, seed) / 0x1_0000_0000 < share;

/** 1 for every row that is held out. */
export const heldOutRows = (ids: readonly string[], seed: number, share: number): Uint8Array =>
  Uint8Array.from(ids, (id) => (isHeldOut(id, seed, share) ? 1 : 0));

/**
 * Whether a question is asked of the held-out samples. Questions are cut into runs of 1/share, and each run has one
 * such question at a place drawn from the seed, so the rate is even and the places cannot be foreseen.
 * @param question number of labels given before it.
 */
export function isTestPlace(question: number, seed: number, share: number): boolean {
  if (share <= 0) return false;
  const run = Math.floor(question * share);
  const start = Math.ceil(run / share);
  const end = Math.ceil((run + 1) / share);
  return (
    question ===
    start +
      createRng(seed)
        .fork('test place', run)
        .below(end - start)
  );
}

/**
 * The held-out sample to ask, drawn at random from the seed: taking away a sample that was not drawn does not change
 * the draw, so it does not depend on who skipped what.
 * @param rows held-out rows without a label. Null for none.
 */
export function drawTestRow(rows: Iterable<number>, question: number, seed: number): number | null {
  const salt = createRng(seed).fork('test draw', question).uint32();
  let drawn: number | null = null;
  let least = Infinity;
  for (const row of rows) {
    const key = rowKey(row, salt);
    if (key >= least) continue;
    least = key;
    drawn = row;
  }
  return drawn;
}
