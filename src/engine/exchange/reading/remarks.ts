import type { Translate } from '../../translate.ts';
import { plainName, type FieldValue } from './records.ts';

/** A flag or a note of a line, or a sentence why it cannot be read; neither where there is none. */
export interface Remark<Value> {
  readonly value?: Value;
  readonly notice?: string;
}

const flags: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  '1': true,
  '1.0': true,
  false: false,
  no: false,
  '0': false,
  '0.0': false,
};

/** Exports write `true`; spreadsheets and pandas make other texts of it. */
export function readFlag(value: FieldValue, place: string, t: Translate): Remark<boolean> {
  if (value === null || (typeof value === 'string' && value.trim() === '')) return {};
  const flag =
    typeof value === 'string' && Object.hasOwn(flags, plainName(value)) ? flags[plainName(value)] : undefined;
  if (flag !== undefined) return { value: flag };
  return { notice: t('{0}: the flag was not read; true or false is expected.', place) };
}

export function readNote(value: FieldValue, place: string, t: Translate): Remark<string> {
  if (value === null || value === '') return {};
  return typeof value === 'string'
    ? { value }
    : { notice: t('{0}: the note was not read; a text is expected.', place) };
}
