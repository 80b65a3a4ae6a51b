import { HumanError } from '../errors.ts';
import { parseDelimited, quoteField } from './delimited.ts';
import type { ExchangeFormat, ImportedLabel } from './types.ts';

const writeRow = (fields: readonly (string | number | boolean | undefined)[]): string =>
  `${fields.map((field) => quoteField(String(field ?? ''))).join(',')}\n`;

const write: ExchangeFormat['write'] = (fields, records) => {
  const rows = records.map((record) => writeRow(fields.map((field) => record[field])));
  return writeRow(fields) + rows.join('');
};

/** Spreadsheets write semicolons or tabs where the comma is the decimal sign, and call that CSV. */
function adviceOn(header: readonly string[]): string {
  const [only = '', second] = header;
  const separator = second === undefined ? /[;\t]/.exec(only)?.[0] : undefined;
  if (separator === undefined) return '';
  return ` Its columns are separated by ${separator === ';' ? 'semicolons' : 'tabs'}: save the file with commas.`;
}

function read(text: string, file: string): readonly ImportedLabel[] {
  const [header, ...records] = parseDelimited(text.replace(/^\uFEFF/, ''), file);
  if (!header)
    throw new HumanError(`${file} is empty; it needs a header line with the columns id and label.`);
  const columns = header.fields.map((name) => name.trim().toLowerCase());
  const [idColumn, labelColumn] = [columns.indexOf('id'), columns.indexOf('label')];
  if (idColumn < 0 || labelColumn < 0)
    throw new HumanError(
      `${file}, line 1: the header must name the columns id and label; it names ${header.fields.join(', ')}.${adviceOn(header.fields)}`,
    );
  return records.map(({ line, fields }) => {
    if (fields.length !== columns.length)
      throw new HumanError(
        `${file}, line ${line}: ${fields.length} fields where the header has ${columns.length}; mend the line.`,
      );
    return { id: fields[idColumn]!, label: fields[labelColumn]!, line };
  });
}

/** Comma-separated values with a header line; reading needs the columns `id` and `label` alone, in any order. */
export const csv = {
  id: 'csv',
  title: 'CSV (comma-separated values)',
  extension: 'csv',
  write,
  read,
} as const satisfies ExchangeFormat;
