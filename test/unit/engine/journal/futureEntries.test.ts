import { expect, test } from 'vitest';
import { findFutureEntries } from '../../../../src/engine/journal/futureEntries.ts';
import type { JournalEntry } from '../../../../src/engine/journal/types.ts';

const entry = (by: string, at: string): JournalEntry => ({ v: 1, e: at, op: 'skip', id: 'a', by, at });
const now = Date.UTC(2026, 0, 1);
const known = [entry('ann', '2025-12-31T00:00:00.000Z'), entry('ben', '2026-01-01T23:59:00.000Z')];

test('a day ahead is nothing: clocks are wrong by hours', () => {
  expect(findFutureEntries([], now)).toBeNull();
  expect(findFutureEntries(known, now)).toBeNull();
});

test('counts those that are later, and names who began', () => {
  const later = [entry('cem', '2026-01-02T00:01:00.000Z'), entry('ann', '2027-05-01T00:00:00.000Z')];
  expect(findFutureEntries([...known, ...later], now)).toEqual({
    count: 2,
    firstBy: 'cem',
    until: '2027-05-01T00:00:00.000Z',
  });
});
