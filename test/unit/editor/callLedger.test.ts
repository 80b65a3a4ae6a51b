import { expect, it } from 'vitest';
import { CallLedger } from '../../../src/host/panel/callLedger.ts';

/** Work that ends when it is told to. */
function work(): { run: () => Promise<void>; end: () => void; begun: () => boolean } {
  let begun = false;
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const run = (): Promise<void> => {
    begun = true;
    return ended;
  };
  return { run, end: () => end(), begun: () => begun };
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const fail = (error: unknown): never => {
  throw error;
};

it('takes answers at once and answers them in order', async () => {
  const ledger = new CallLedger();
  const [first, second] = [work(), work()];
  void ledger.answer(1, first.run, fail);
  void ledger.answer(2, second.run, fail);
  expect(ledger.taken).toBe(2);
  second.end();
  await turn();
  expect(ledger.answered).toBe(0);
  first.end();
  await turn();
  expect(ledger.answered).toBe(2);
});

it('lets an undo wait for what is before it, and what is after it wait for the undo', async () => {
  const ledger = new CallLedger();
  const [label, undo, next] = [work(), work(), work()];
  void ledger.answer(1, label.run, fail);
  void ledger.reverse(2, undo.run, fail);
  void ledger.answer(3, next.run, fail);
  await turn();
  expect([undo.begun(), next.begun(), ledger.taken]).toEqual([false, false, 1]);
  label.end();
  await turn();
  expect([undo.begun(), next.begun(), ledger.taken]).toEqual([true, false, 1]);
  undo.end();
  await turn();
  expect([next.begun(), ledger.taken, ledger.answered]).toEqual([true, 3, 2]);
});

it('counts a failed call as answered and tells of it', async () => {
  const ledger = new CallLedger();
  const failures: unknown[] = [];
  await ledger.answer(
    1,
    () => Promise.reject(new Error('disk full')),
    (error) => failures.push(error),
  );
  expect(ledger.answered).toBe(1);
  expect(failures).toEqual([new Error('disk full')]);
});

it('does not count calls of the page before for a new one', async () => {
  const ledger = new CallLedger();
  const [label, undo, later] = [work(), work(), work()];
  void ledger.answer(7, label.run, fail);
  void ledger.reverse(8, undo.run, fail);
  void ledger.answer(9, later.run, fail);
  ledger.restart();
  const first = work();
  void ledger.answer(1, first.run, fail);
  for (const { end } of [label, undo, later]) {
    end();
    await turn();
  }
  expect([first.begun(), ledger.taken, ledger.answered]).toEqual([true, 1, 0]);
  first.end();
  await turn();
  expect(ledger.answered).toBe(1);
});
