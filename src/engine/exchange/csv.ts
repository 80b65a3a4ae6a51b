import { HumanError } from '../errors.ts';
import { parseDelimited, quoteField, type DelimitedRecord, type Delimiter } from './delimited.ts';
import { chooseDelimiter, hasHeader, takeSeparatorLine } from './reading/dialect.ts';
import { readRecords } from './reading/readRecords.ts';
import type { SourceRecord } from './reading/records.ts';
import type { ExchangeFormat } from './types.ts';

const writeRow = (fields: readonly (string | number | boolean | undefined)[]): string =>
  `${fields.map((field) => quoteField(String(field ?? ''))).join(',')}\n`;

const write: ExchangeFormat['write'] = (fields, records) => {
  const rows = records.map((record) => writeRow(fields.map((field) => record[field])));
  return writeRow(fields) + rows.join('');
};

/** A header and the records below it, each as long as the header. */
interface Table {
  readonly header: DelimitedRecord;
  readonly records: readonly SourceRecord[];
}

function parseTable(text: string, file: string, delimiter: Delimiter, quotes: boolean): Table {
  const [header, ...rows] = parseDelimited(text, file, { delimiter, quotes });
  if (!header)
    throw new HumanError(`${file} is empty; it needs a header line with the columns id and label.`);
  const names = header.fields;
  const records = rows
    .filter(({ fields }) => fields.some((field) => field.trim() !== ''))
    .map(({ line, fields }): SourceRecord => {
      // Spreadsheets end lines with delimiters that nothing follows.
      const surplus = fields.slice(names.length).some((field) => field !== '');
      if (surplus || fields.length < names.length)
        throw new HumanError(
          `${file}, line ${line}: ${fields.length} fields where the header has ${names.length}; mend the line.`,
        );
      return { line, names, values: fields.slice(0, names.length) };
    });
  return { header, records };
}

/** A quotation mark that was meant literally has joined lines: a quoted field seldom holds tabs and line breaks. */
const joinsLines = ({ records }: Table): boolean =>
  records.some(({ values }) =>
    values.some((value) => typeof value === 'string' && value.includes('\t') && /[\r\n]/u.test(value)),
  );

/** Files with tabs are often written without quoting, so that a quotation mark in a text opens nothing. */
function parseTabs(text: string, file: string): Table & { readonly isLiteral: boolean } {
  const literally = (): Table & { readonly isLiteral: true } => ({
    ...parseTable(text, file, '\t', false),
    isLiteral: true,
  });
  let quoted: Table;
  try {
    quoted = parseTable(text, file, '\t', true);
  } catch (error) {
    try {
      return literally();
    } catch {
      throw error;
    }
  }
  return joinsLines(quoted) ? literally() : { ...quoted, isLiteral: false };
}

const read: ExchangeFormat['read'] = (whole, file, options) => {
  const { text, ...given } = takeSeparatorLine(whole);
  const delimiter = given.delimiter ?? chooseDelimiter(text, options);
  const table =
    delimiter === '\t'
      ? parseTabs(text, file)
      : { ...parseTable(text, file, delimiter, true), isLiteral: false };
  const { fields, line } = table.header;
  const wording = { place: `${file}, line ${line}`, columns: 'columns' } as const;
  const names = [...new Set(fields)];
  const { lines, notices } = readRecords({ file, wording, names, records: table.records }, options);
  const { t } = options;
  const literal = table.isLiteral ? [t('Quotation marks in {0} were read as part of the texts.', file)] : [];
  return { lines, notices: [...literal, ...notices] };
};

/** Comma-separated values with a header line; semicolons, tabs and bars are read, too. */
export const csv = {
  id: 'csv',
  title: 'CSV (comma-separated values)',
  extension: 'csv',
  alsoReads: ['tsv', 'tab', 'txt'],
  write,
  recognizes: hasHeader,
  read,
} as const satisfies ExchangeFormat;
