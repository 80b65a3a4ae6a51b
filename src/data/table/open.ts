import { relative, sep } from 'node:path';
import type { Sample } from '../../engine/sample.ts';
import { quoteName } from '../../runtime/duckdb.ts';
import { type ClassRules, encodeLabels } from '../classes.ts';
import type { Manifest } from '../../protocol/manifest.ts';
import type { FeatureStep } from '../featureSteps.ts';
import { findFormerNames } from '../former/findFormerNames.ts';
import { accountFiles } from '../filesAccount.ts';
import type { Dataset } from '../types.ts';
import { accountSuggested, accountTable } from './account.ts';
import { encodeTable } from './encode.ts';
import { readContent } from './content.ts';
import { countedThrough } from './ids.ts';
import { loadTable, type Table } from './load.ts';
import { keepEmbeddings, prepareTexts } from './texts.ts';
import { blocksOf, checkColumns, encodedNames } from './plan.ts';
import { readNames } from './names.ts';
import { suggestTableSource, type TableSource } from './suggest.ts';

/** A table to open: where it is, what the manifest says of it, and what the caller asks. */
export interface TableRequest {
  readonly folder: string;
  readonly name: string;
  /** Absolute paths. */
  readonly files: readonly string[];
  /** The manifest, or how to make one from what the table turns out to be. */
  readonly manifest:
    Manifest | { readonly suggestFor: readonly string[]; readonly label: string | undefined };
  /** Where the label column was named, for messages; by default in the manifest. */
  readonly labelPlace?: string;
  readonly manyClasses: boolean;
  readonly threads?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((fraction: number) => void) | undefined;
  readonly onNotice?: ((sentence: string) => void) | undefined;
}

/** Reads a table and everything about it but the feature matrix, which is made on demand. */
export async function openTable(request: TableRequest): Promise<Dataset> {
  const wanted = 'source' in request.manifest ? (request.manifest.source as TableSource) : undefined;
  const label = wanted?.label ?? ('suggestFor' in request.manifest ? request.manifest.label : undefined);
  const verbatim = [label, wanted?.id].filter((name) => name !== undefined);
  const header = wanted === undefined ? 'guess' : wanted.header;
  const classes =
    'source' in request.manifest ? request.manifest.classes?.map(({ name }) => name) : undefined;
  const table = await loadTable(request.files, {
    verbatim,
    label,
    classes,
    header,
    threads: request.threads,
  });
  try {
    return await build(table, request);
  } catch (error) {
    table.database.close();
    throw error;
  }
}

async function build(table: Table, request: TableRequest): Promise<Dataset> {
  const manifest = await manifestOf(table, request);
  const source = manifest.source as TableSource;
  checkSource(source, table, request.labelPlace);
  const labels = await readLabels(table, manifest, source, request);
  const content = await readContent(table, source, {
    folder: request.folder,
    isChosen: 'source' in request.manifest,
  });
  const featureNames = content.encodings.flatMap(encodedNames);
  const former =
    'source' in request.manifest
      ? await findFormerNames({
          folder: request.folder,
          threads: request.threads,
          paths: table.paths,
          id: source.id,
          label: source.label,
          ids: content.ids,
          classes: labels.classes,
          codes: labels.oracle,
          classNames: table.classNames,
        })
      : undefined;
  let featureSteps: readonly FeatureStep[] = [];
  const embeddings = keepEmbeddings(table, request);
  return {
    name: manifest.name ?? request.name,
    kind: 'table',
    folder: request.folder,
    manifest,
    ids: content.ids,
    former,
    ...labels,
    featureNames,
    get featureSteps() {
      return featureSteps;
    },
    notices: [...table.notices, ...content.notices],
    features: async (allocate, { fitRows } = {}) => {
      const matrix = allocate(table.rowCount, featureNames.length);
      featureSteps = await encodeTable(table, { ...content, embeddings }, matrix, fitRows);
      return { ...matrix, blocks: blocksOf(content.encodings) };
    },
    prepare: () => prepareTexts(content.encodings, embeddings),
    sample: (row) => readSample(table, source, row),
    account: async () => {
      const taken = request.files.map((file) => toId(request.folder, file));
      const account = 'source' in request.manifest ? accountTable : accountSuggested;
      return {
        files: await accountFiles({ folder: request.folder, source, taken }),
        ...(await account(table, source, content.numbers)),
      };
    },
    close: () => table.database.close(),
  };
}

/** A path in the dataset's folder as it stands in ids. */
const toId = (folder: string, path: string): string => relative(folder, path).replaceAll(sep, '/');

async function manifestOf(table: Table, { manifest }: TableRequest): Promise<Manifest> {
  if ('source' in manifest) return manifest;
  return { version: 1, source: await suggestTableSource(table, manifest.suggestFor, manifest.label) };
}

function checkSource(source: TableSource, table: Table, labelPlace = 'source.label'): void {
  const columns = table.columns.map(({ name }) => name);
  const { numeric = 'auto', categorical = 'auto', text = [] } = source.features ?? {};
  checkColumns('source.id', source.id === undefined ? [] : [source.id], columns);
  checkColumns(labelPlace, source.label === undefined ? [] : [source.label], columns);
  checkColumns('source.show', source.show ?? [], columns);
  checkColumns('source.features.numeric', numeric === 'auto' ? [] : numeric, columns);
  checkColumns('source.features.categorical', categorical === 'auto' ? [] : categorical, columns);
  checkColumns('source.features.text', text, columns);
}

async function readLabels(table: Table, manifest: Manifest, source: TableSource, request: TableRequest) {
  const none = new Int32Array(table.rowCount).fill(-1);
  const declared = manifest.classes?.map(({ name }) => name);
  if (source.label === undefined) return { classes: declared ?? [], oracle: none, existingLabels: none };
  const { classes, codes } = encodeLabels(await readNames(table, source.label), {
    declared: declared ?? table.classNames,
    manyClasses: request.manyClasses,
    ...labelPlace(source.label, request.files),
  });
  const counted = (source.labels ?? (codes.includes(-1) ? 'existing' : 'oracle')) === 'existing';
  return {
    classes,
    oracle: codes,
    existingLabels: counted ? codes : none,
  };
}

/** Where labels stand: a row's number says nothing of the file where there are several. */
const labelPlace = (column: string, files: readonly string[]): Pick<ClassRules, 'place' | 'rowName'> =>
  files.length === 1
    ? { place: `Column "${column}" of ${files[0]}` }
    : { place: `Column "${column}"`, rowName: (row) => `row ${row + 1} (${countedThrough(files)})` };

async function readSample(table: Table, source: TableSource, row: number): Promise<Sample> {
  const names = source.show ?? table.columns.map(({ name }) => name);
  const shown = names.filter((name) => name !== source.label);
  if (shown.length === 0) return { kind: 'row', fields: [] };
  const expressions = shown.map((name) => `${quoteName(name)}::VARCHAR`).join(', ');
  const [values] = await table.database.rows(`SELECT ${expressions} FROM data ${selectRow(table, row)}`);
  return {
    kind: 'row',
    fields: shown.map((name, index) => ({ name, value: (values?.[index] ?? null) as string | null })),
  };
}

/** A column of the table's own that is called `rowid` hides DuckDB's; counting rows is slower and always right. */
const selectRow = (table: Table, row: number): string =>
  table.columns.some(({ name }) => name.toLowerCase() === 'rowid')
    ? `LIMIT 1 OFFSET ${row}`
    : `WHERE rowid = ${row}`;
