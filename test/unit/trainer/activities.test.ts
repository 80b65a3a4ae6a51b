import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Activity } from '../../../src/protocol/trainer.ts';
import { Activities } from '../../../src/trainer/activities.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function follow() {
  const said: Activity[] = [];
  return { said, activities: new Activities((activity) => said.push(activity)) };
}

/** Work that ends when told to. */
function work() {
  let end = (): void => undefined;
  const done = new Promise<void>((resolve) => (end = resolve));
  return { done, end };
}

it('speaks at once and at least every second while there is work, then no more', async () => {
  const { said, activities } = follow();
  const { done, end } = work();
  const running = activities.during({ doing: 'training', round: 3 }, () => done);
  expect(said).toMatchObject([{ doing: 'training', round: 3, fraction: null, seconds: 0 }]);
  for (let second = 1; second <= 5; second++) {
    const before = said.length;
    await vi.advanceTimersByTimeAsync(1000);
    expect(said.length).toBeGreaterThan(before);
  }
  expect(said.at(-1)!.seconds).toBeGreaterThan(4);
  end();
  await running;
  const before = said.length;
  await vi.advanceTimersByTimeAsync(5000);
  expect(said).toHaveLength(before);
});

it('says how far the work is', async () => {
  const { said, activities } = follow();
  const { done, end } = work();
  const running = activities.during({ doing: 'opening', round: null }, (progress) => {
    progress(0.5);
    return done;
  });
  await vi.advanceTimersByTimeAsync(1000);
  expect(said.at(-1)).toMatchObject({ doing: 'opening', fraction: 0.5 });
  end();
  await running;
});

it('names the oldest of several works, and rests when the last has failed', async () => {
  const { said, activities } = follow();
  const [first, second] = [work(), work()];
  const running = [
    activities.during({ doing: 'training', round: 1 }, () => first.done),
    activities.during({ doing: 'training', round: 2 }, async () => {
      await second.done;
      throw new Error('no luck');
    }),
  ];
  expect(said.map(({ round }) => round)).toEqual([1, 1]);
  first.end();
  await running[0];
  await vi.advanceTimersByTimeAsync(1000);
  expect(said.at(-1)!.round).toBe(2);
  second.end();
  await expect(running[1]).rejects.toThrow('no luck');
  expect(vi.getTimerCount()).toBe(0);
});
