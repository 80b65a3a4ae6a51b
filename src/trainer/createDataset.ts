import { dirname, join } from 'node:path';
import { access, stat } from 'node:fs/promises';
import { considerableKinds, lookInto } from '../data/folderContents.ts';
import { initDataset, suggestManifest } from '../data/init.ts';
import { summarizeTaken } from '../data/summary.ts';
import { type LabelColumn, rankLabelColumns } from '../data/table/labelColumns.ts';
import { loadTable } from '../data/table/load.ts';
import type { Source } from '../protocol/manifest.ts';
import type { Result, SentParams } from '../protocol/contract.ts';
import type { TrainerContract } from '../protocol/trainer.ts';

type Described = Result<TrainerContract, 'describe'>;

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

async function columnsOf(source: Source, folder: string): Promise<LabelColumn[]> {
  if (source.kind !== 'table') return [];
  const table = await loadTable([join(folder, source.files[0]!)], { verbatim: [], header: source.header });
  try {
    return await rankLabelColumns(table);
  } finally {
    table.database.close();
  }
}

/** The kinds of files among which to choose: none where the source is a file. */
async function kindsIn(path: string, source: Source): Promise<Described['kinds']> {
  if (!(await stat(path)).isDirectory()) return [];
  const truth = source.kind === 'table' ? undefined : source.truth;
  return [...considerableKinds(await lookInto(path), truth)];
}

/** What a person must be asked before a folder or a table becomes a dataset. */
export async function describeSource({
  source: path,
  kind,
}: SentParams<TrainerContract, 'describe'>): Promise<Described> {
  const { path: manifestPath, manifest } = await suggestManifest(path, { kind });
  const { source } = manifest;
  return {
    kind: source.kind,
    kinds: await kindsIn(path, source),
    columns: await columnsOf(source, dirname(manifestPath)),
    labelsKnown: source.kind !== 'table' && (source.labelFromFolder === true || source.truth !== undefined),
    exists: await exists(manifestPath),
  };
}

/** Writes the manifest. */
export async function createManifest(
  params: SentParams<TrainerContract, 'init'>,
): Promise<Result<TrainerContract, 'init'>> {
  const { source, label, classes, kind, force } = params;
  const { path, manifest, account, notices } = await initDataset(source, {
    label: label ?? undefined,
    classes: classes ?? undefined,
    kind,
    force,
  });
  const { kind: taken } = manifest.source;
  // Of a folder the notices begin with what was taken.
  const sentences = taken === 'table' ? [summarizeTaken(account, taken), ...notices] : notices;
  const summary = sentences.join(' ');
  return { manifest: path, summary };
}
