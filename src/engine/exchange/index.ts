import { findById } from '../registry.ts';
import { csv } from './csv.ts';
import { jsonLines } from './jsonl.ts';
import type { ExchangeFormat } from './types.ts';

/** Every format labels are exported to and imported from. */
export const exchangeFormats = [csv, jsonLines] as const satisfies readonly ExchangeFormat[];
export type ExchangeFormatId = (typeof exchangeFormats)[number]['id'];

/** @throws UsageError naming the known formats when there is none of that id. */
export const findExchangeFormat = (id: string): ExchangeFormat =>
  findById<ExchangeFormat>(exchangeFormats, 'label format', id);
