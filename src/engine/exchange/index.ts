import { UsageError } from '../errors.ts';
import { csv } from './csv.ts';
import { jsonLines } from './jsonl.ts';
import type { ExchangeFormat } from './types.ts';

/** Every format labels are exported to and imported from. */
export const exchangeFormats = [csv, jsonLines] as const satisfies readonly ExchangeFormat[];
export type ExchangeFormatId = (typeof exchangeFormats)[number]['id'];

/** @throws UsageError when there is no format of that id. */
export function findExchangeFormat(id: string): ExchangeFormat {
  const format = exchangeFormats.find((candidate) => candidate.id === id);
  if (format) return format;
  const known = exchangeFormats.map((candidate) => candidate.id).join(', ');
  throw new UsageError(`There is no format "${id}" for labels; choose one of ${known}.`);
}
