import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Progress } from '../../../src/cli/progress.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A log that is no terminal. */
function openLog(total: number) {
  const lines: string[] = [];
  const stream = { isTTY: false, write: (line: string) => lines.push(line) } as unknown as NodeJS.WriteStream;
  return { lines, progress: new Progress('repeats', total, stream) };
}

it('says now and then how far a run is, how fast, and how long it will take', () => {
  const { lines, progress } = openLog(10);
  for (let done = 1; done <= 10; done++) {
    vi.advanceTimersByTime(6000);
    progress.update(done);
  }
  expect(lines.slice(0, 2)).toEqual([
    '2 of 10 repeats, 12.0 s, 6.0 s each, about 48 s left\n',
    '4 of 10 repeats, 24.0 s, 6.0 s each, about 36 s left\n',
  ]);
  expect(lines.at(-1)).toBe('10 of 10 repeats, 60.0 s\n');
});

it('does not count what an earlier run left as fast work', () => {
  const { lines, progress } = openLog(20);
  progress.keep(10);
  progress.update(10);
  vi.advanceTimersByTime(60_000);
  progress.update(11);
  expect(lines).toEqual(['11 of 20 repeats, 60.0 s, 60.0 s each, about 9 min left\n']);
});

it('reckons with parts that cost more the later they come', () => {
  const { lines, progress } = openLog(100);
  progress.keep(20, 0.1);
  vi.advanceTimersByTime(10_000);
  progress.update(60, 0.5);
  expect(lines).toEqual(['60 of 100 repeats, 10.0 s, 4.0 a second, about 13 s left\n']);
});
