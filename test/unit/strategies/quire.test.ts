import { expect, test } from 'vitest';
import { neverCancelled } from '../../../src/engine/cancel.ts';
import { gatherTable, squaredDistance } from '../../../src/engine/geometry/rowTable.ts';
import { choleskyFactor, inverseOfFactored } from '../../../src/engine/math/cholesky.ts';
import { quire } from '../../../src/engine/strategies/quire.ts';
import { setUpQuire } from '../../../src/engine/strategies/quire/setup.ts';
import type { Round } from '../../../src/engine/types.ts';
import { blobs, plainMachine, range } from '../engine/blobs.ts';
import { roundOver } from './round.ts';

const { features } = blobs(150, 2, 6);

test.each([0.05, 1, 40])('inverts the kernel of more rows than fit in a tile, γ = %d', (gamma) => {
  const rows = Int32Array.from(range(5, 135));
  const { values, columns } = gatherTable(features, rows);
  const kernel = Float64Array.from({ length: 130 * 130 }, (_, place) => {
    const [row, other] = [Math.floor(place / 130), place % 130];
    const square = squaredDistance(values, row * columns, values, other * columns, columns);
    return Math.exp(-gamma * square) + (row === other ? 0.5 : 0);
  });
  const factor = new Float64Array(130 * 130);
  choleskyFactor(kernel, 130, factor, neverCancelled);
  const inverse = inverseOfFactored(factor, 130, neverCancelled);
  const setup = setUpQuire({ ...features }, rows, { gamma, lambda: 0.5 }, neverCancelled);
  for (const [place, row] of rows.entries())
    expect(setup.inverseDiagonal.get(row)).toBeCloseTo(inverse[place * 131]!, 9);
  const logDeterminant = range(0, 130).reduce((sum, row) => sum + 2 * Math.log(factor[row * 131]!), 0);
  expect(setup.logDeterminant).toBeCloseTo(logDeterminant, 8);
});

test('of a large pool the same part is asked as labels come, and a sentence says so once', async () => {
  const said: string[] = [];
  const machine = { ...plainMachine(), say: (sentence: string) => void said.push(sentence) };
  const own = { ...features };
  const after = (labels: number): Round => ({
    ...roundOver(own, { labeled: range(0, labels), options: { poolRows: 40 } }),
    machine,
  });
  const open = async (round: Round): Promise<readonly number[]> => {
    const scores = await quire.start().score(round);
    const worst = Math.min(...scores);
    return [...round.candidates].filter((_, place) => scores[place]! > worst);
  };
  const first = await open(after(6));
  expect(first.length).toBeGreaterThan(25);
  expect(first.length).toBeLessThanOrEqual(40);
  const later = await open(after(20));
  expect(first.filter((row) => row >= 20)).toEqual(expect.arrayContaining([...later]));
  expect(said).toEqual([expect.stringMatching(/looks at 40 of 150, .*poolRows/u)]);
});

test('a small pool is looked at as a whole, and nothing is said', async () => {
  const machine = { ...plainMachine(), say: () => expect.unreachable() };
  const round = { ...roundOver({ ...features }, { labeled: range(0, 6) }), machine };
  expect(new Set(await quire.start().score(round)).size).toBeGreaterThan(100);
});
