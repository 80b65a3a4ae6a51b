import type { Bandit, Draw } from './bandit.ts';

/** A row that was asked, and the weight of its answer in the reward: one over its chance. */
export interface AskedRow {
  readonly row: number;
  readonly weight: number;
}

/** A row that was chosen and whose answer was not there yet. */
export interface PendingRow extends Draw {
  readonly row: number;
}

/** What ALBE learned so far; plain data that outlives a session. */
export interface AlbeState {
  readonly bandit: Bandit;
  readonly asked: readonly AskedRow[];
  readonly pending: readonly PendingRow[];
}

const isNumbers = (value: unknown, length: number): boolean =>
  Array.isArray(value) &&
  value.length === length &&
  value.every((item) => typeof item === 'number' && Number.isFinite(item));

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const everyRow = (value: unknown, holds: (row: Readonly<Record<string, unknown>>) => boolean): boolean =>
  Array.isArray(value) &&
  value.every((item: unknown) => isRecord(item) && Number.isInteger(item['row']) && holds(item));

/** The state as it was saved; undefined for anything else, which then counts as none. */
export function readState(saved: unknown, experts: number): AlbeState | undefined {
  if (!isRecord(saved) || !isRecord(saved['bandit'])) return undefined;
  const { bandit, asked, pending } = saved as Readonly<Record<string, unknown>> & {
    readonly bandit: Readonly<Record<string, unknown>>;
  };
  const valid =
    isNumbers(bandit['weights'], experts) &&
    isNumbers([bandit['horizon']], 1) &&
    everyRow(asked, ({ weight }) => isNumbers([weight], 1)) &&
    everyRow(
      pending,
      ({ advice, shares, chance }) =>
        isNumbers(advice, experts) && isNumbers(shares, experts) && isNumbers([chance], 1),
    );
  return valid ? (saved as unknown as AlbeState) : undefined;
}
