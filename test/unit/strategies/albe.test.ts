import { expect, test } from 'vitest';
import { neverCancelled } from '../../../src/engine/cancel.ts';
import { createLocalLearner } from '../../../src/engine/learner/localLearner.ts';
import { albe } from '../../../src/engine/strategies/albe.ts';
import type { AlbeState } from '../../../src/engine/strategies/albe/state.ts';
import type { Probabilities, Round } from '../../../src/engine/types.ts';
import { blobs, plainMachine, range, requestOver } from '../engine/blobs.ts';
import { roundOver } from './round.ts';

const data = blobs(60, 2, 4);

/** A model that is sure of the truth, or of its opposite. */
function opinion(right: boolean): Probabilities {
  const shares = [...data.labels].flatMap((label) => ((label === 1) === right ? [0.2, 0.8] : [0.8, 0.2]));
  return { rows: 60, classes: 2, data: Float32Array.from(shares) };
}

const roundWith = (labeled: readonly number[], probabilities: Probabilities, seed = 1): Round =>
  roundOver(data.features, {
    labeled,
    probabilities,
    seed,
    labels: labeled.map((row) => data.labels[row]!),
  });

async function chooseOne(round: Round, saved?: unknown) {
  const scorer = albe.start(saved);
  const { places } = await scorer.choose!(round, 1);
  return { row: round.candidates[places[0]!]!, state: scorer.save!() as AlbeState };
}

test('remembers what it asked, and how likely that was', async () => {
  const labeled = range(0, 6);
  const { row, state } = await chooseOne(roundWith(labeled, opinion(true)));
  expect(state.pending.at(-1)!.row).toBe(row);
  const next = await chooseOne(roundWith([...labeled, row], opinion(true)), structuredClone(state));
  expect(next.state.asked[0]).toEqual({ row, weight: 1 / state.pending.at(-1)!.chance });
  expect(next.state.pending.at(-1)!.row).toBe(next.row);
});

test('a reward for right answers, none for wrong ones', async () => {
  const labeled = range(0, 6);
  const first = await chooseOne(roundWith(labeled, opinion(true)));
  const [draw] = first.state.pending.slice(-1);
  const after = async (right: boolean) =>
    (await chooseOne(roundWith([...labeled, first.row], opinion(right)), first.state)).state;
  const [rewarded, punished] = [await after(true), await after(false)];
  const favored = draw!.advice.indexOf(Math.max(...draw!.advice));
  const share = ({ bandit }: AlbeState): number =>
    bandit.weights[favored]! / bandit.weights.reduce((sum, weight) => sum + weight, 0);
  expect(share(rewarded)).toBeGreaterThan(share(punished));
});

test('answers that were taken back, or never came, do not count', async () => {
  const labeled = range(0, 6);
  const { state } = await chooseOne(roundWith(labeled, opinion(true)));
  const next = await chooseOne(roundWith(labeled, opinion(true)), state);
  expect(next.state.asked.filter(({ row }) => row >= 6)).toEqual([]);
});

test('the state survives being written as JSON: the same choices follow', async () => {
  const learner = createLocalLearner({ ...data, machine: plainMachine() });
  async function ask(restart: boolean) {
    const labeled = [...range(0, 6)];
    let state: unknown;
    for (let question = 0; question < 12; question++) {
      const request = { ...requestOver(data, labeled, { strategy: 'albe', count: 1 }), state };
      const result = await learner.round(request, neverCancelled);
      labeled.push(result.rows[0]!);
      state = restart ? (JSON.parse(JSON.stringify(result.state)) as unknown) : result.state;
    }
    return { labeled, state };
  }
  const straight = await ask(false);
  expect(await ask(true)).toEqual(straight);
  expect((straight.state as AlbeState).asked.length).toBeGreaterThanOrEqual(11);
});

test.each([
  [null],
  ['text'],
  [{ bandit: {} }],
  [{ bandit: { weights: [1, 1], horizon: 100 }, asked: [], pending: [] }],
  [{ bandit: { weights: [1, 1, null], horizon: 100 }, asked: [], pending: [] }],
  [{ bandit: { weights: [1, 1, 1], horizon: 100 }, asked: [{ row: 'a' }], pending: [] }],
])('begins anew after a state it cannot read: %o', async (saved) => {
  const round = roundWith(range(0, 6), opinion(true));
  expect((await chooseOne(round, saved)).row).toBe((await chooseOne(round)).row);
});

test('a batch is drawn without repeating anything, at random', async () => {
  const batches = await Promise.all(
    range(0, 5).map(async (seed) => {
      const round = roundWith(range(0, 6), opinion(true), seed);
      const { places } = await albe.start().choose!(round, 20);
      expect(new Set(places).size).toBe(20);
      return [...places].join();
    }),
  );
  expect(new Set(batches).size).toBeGreaterThan(1);
});
