import { median } from '../../engine/math/median.ts';
import type { BenchResult, Contest, Rival, Run } from './types.ts';

/** Seconds of one run. */
export async function timed(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

/** Median seconds of as many runs as fill a tenth of a second: one run of a few milliseconds says little. */
export const timedOften =
  (work: () => unknown): Run =>
  async () => {
    const seconds: number[] = [];
    let total = 0;
    while (total < 0.1) {
      const one = await timed(work);
      seconds.push(one);
      total += one;
    }
    return median(seconds);
  };

/** How long one comparison may take before it stops repeating, in seconds. */
const patience = 40;
/** Pairs that are run however long they take, where so many are asked for: of one nobody knows how far it is off. */
const leastPairs = 3;

/** Runs a benchmark against each of its rivals, or alone where none is installed. */
export async function runContest(id: string, title: string, contest: Contest, repeats: number) {
  const results: BenchResult[] = [];
  for (const rival of contest.rivals) {
    results.push({ benchmark: id, title, ...(await compare(contest, rival, repeats)), note: null });
  }
  if (results.length === 0)
    results.push({ benchmark: id, title, ...(await alone(contest, repeats)), note: null });
  const note = (await contest.note?.()) ?? null;
  return results.map((result) => ({ ...result, note }));
}

type Measured = Omit<BenchResult, 'benchmark' | 'title' | 'note'>;

/**
 * Alternates ours and theirs, so that whatever else the machine does meets both, and compares pair by pair.
 * A first run of ours warms caches and the compiler and does not count.
 */
async function compare(contest: Contest, rival: Rival, repeats: number): Promise<Measured> {
  const scale = rival.scaledBy ?? 1;
  const ours: number[] = [];
  const theirs: number[] = [];
  await warm(contest);
  const started = performance.now();
  const goesOn = (): boolean => ours.length < leastPairs || (performance.now() - started) / 1000 < patience;
  while (ours.length < repeats && goesOn()) {
    ours.push(await contest.ours());
    theirs.push(scale * (await rival.run()));
  }
  const ratios = theirs.map((seconds, pair) => seconds / ours[pair]!);
  const ratio = median(ratios);
  return {
    ours: median(ours),
    rival: rival.name,
    threads: rival.threads,
    theirs: median(theirs),
    ratio,
    lowest: Math.min(...ratios),
    highest: Math.max(...ratios),
    pairs: ratios.length,
    target: rival.target ?? null,
    met: rival.target === undefined ? null : ratio >= rival.target,
    scaledBy: rival.scaledBy ?? null,
  };
}

const warm = ({ ours, warmUp }: Contest): Promise<unknown> => (warmUp ?? ours)();

async function alone(contest: Contest, repeats: number): Promise<Measured> {
  const seconds: number[] = [];
  const started = performance.now();
  await warm(contest);
  do seconds.push(await contest.ours());
  while (seconds.length < repeats && (performance.now() - started) / 1000 < patience);
  const nothing = { rival: null, threads: null, theirs: null, ratio: null, lowest: null, highest: null };
  return { ours: median(seconds), ...nothing, pairs: 0, target: null, met: null, scaledBy: null };
}
