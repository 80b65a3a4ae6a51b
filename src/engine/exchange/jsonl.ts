import { HumanError } from '../errors.ts';
import type { ExchangeFormat, ImportedLabel } from './types.ts';

const write: ExchangeFormat['write'] = (fields, records) => {
  const inOrder = [...fields];
  return records.map((record) => `${JSON.stringify(record, inOrder)}\n`).join('');
};

function parseLine(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Numbers stand for their text, so that ids and classes that look like numbers may be written bare. */
const asText = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;

function readLine(text: string, line: number, file: string): ImportedLabel {
  const fields = parseLine(text);
  const [id, label] = [asText(fields['id']), asText(fields['label'])];
  if (id === undefined || label === undefined)
    throw new HumanError(
      `${file}, line ${line}: expected one JSON object with "id" and "label"; mend or remove the line.`,
    );
  return { id, label, line };
}

function read(text: string, file: string): readonly ImportedLabel[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n/)
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }) => readLine(line, number, file));
}

/** One JSON object a line; reading needs `id` and `label` alone. */
export const jsonLines = {
  id: 'jsonl',
  title: 'JSON Lines',
  extension: 'jsonl',
  write,
  read,
} as const satisfies ExchangeFormat;
