import { expect, it } from 'vitest';
import { SampleStore } from '../../../src/host/sampleStore.ts';
import type { Sample } from '../../../src/engine/sample.ts';

const text = (row: number): Sample => ({ kind: 'text', text: `row ${row}`, truncated: false });
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

function store(fetch?: (rows: readonly number[]) => Promise<readonly Sample[]>) {
  const asked: number[][] = [];
  const failures: unknown[] = [];
  let loads = 0;
  const samples = new SampleStore(
    (rows) => {
      asked.push([...rows]);
      return fetch?.(rows) ?? Promise.resolve(rows.map(text));
    },
    () => loads++,
    (error) => failures.push(error),
  );
  return { samples, asked, failures, loads: () => loads };
}

it('fetches what is missing, once, and tells when it is here', async () => {
  const { samples, asked, loads } = store();
  samples.want([3, 5, 3]);
  samples.want([5, 7]);
  expect(samples.get(3)).toBeUndefined();
  await turn();
  samples.want([3, 5, 7]);
  expect(asked).toEqual([[3, 5], [7]]);
  expect(loads()).toBe(2);
  expect(samples.get(7)).toEqual(text(7));
});

it('forgets what was wanted longest ago, never what is wanted now', async () => {
  const { samples } = store();
  samples.want([0]);
  await turn();
  for (let first = 1; first < 1000; first += 100) {
    samples.want([0, ...Array.from({ length: 100 }, (_, index) => first + index)]);
    await turn();
  }
  expect(samples.get(0)).toEqual(text(0));
  expect(samples.get(1)).toBeUndefined();
  expect(samples.get(1000)).toEqual(text(1000));
});

it('asks again for what could not be read', async () => {
  let broken = true;
  const { samples, failures } = store((rows) =>
    broken ? Promise.reject(new Error('gone')) : Promise.resolve(rows.map(text)),
  );
  samples.want([1]);
  await turn();
  expect(failures).toEqual([new Error('gone')]);
  broken = false;
  samples.want([1]);
  await turn();
  expect(samples.get(1)).toEqual(text(1));
});
