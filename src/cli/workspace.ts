import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { locate } from '../data/locate.ts';
import { openDataset } from '../data/open.ts';
import type { Dataset } from '../data/types.ts';
import { UsageError } from '../engine/errors.ts';
import { currentLabels, type CurrentLabel } from '../engine/exchange/currentLabels.ts';
import { journalName, openJournal } from '../engine/journal/openJournal.ts';
import type { Journal } from '../engine/journal/types.ts';
import { ClassList } from '../engine/session/classList.ts';
import { deriveProgress, type Progress } from '../engine/session/progress.ts';
import { filesIn } from '../runtime/filesIn.ts';
import { annotatorIn } from './identity.ts';
import { didYouMean } from '../engine/nearest.ts';
import type { SharedFlags } from './options.ts';
import { noticeOnce, sayNotices } from './output.ts';

/** A dataset with its journal, as every command but `simulate` sees it. */
export interface Workspace {
  readonly dataset: Dataset;
  readonly journal: Journal;
  /** Row of each id. */
  readonly rows: ReadonlyMap<string, number>;
  readonly classList: ClassList;
  /** Names of the classes after every rename and merge. */
  readonly classes: readonly string[];
  readonly progress: Progress;
  /** In row order. */
  readonly labels: readonly CurrentLabel[];
}

async function journalIn(folder: string, flags: SharedFlags): Promise<Journal> {
  const by = await annotatorIn(folder, flags.by);
  return await openJournal(filesIn(folder), join(folder, journalName), {
    by,
    now: Date.now,
    uuid: randomUUID,
  });
}

/** The journal of a dataset, for commands that need no data. */
export async function openJournalOf(target: string, flags: SharedFlags): Promise<Journal> {
  return journalIn(dirname((await locate(target, false)).path), flags);
}

/** Opens a dataset and its journal, and puts together which labels count. Notices go to standard error. */
export async function openWorkspace(target: string, flags: SharedFlags): Promise<Workspace> {
  const dataset = await openDataset(target, {
    manyClasses: flags.manyClasses ?? false,
    onNotice: noticeOnce,
    ...(flags.threads === undefined ? {} : { threads: flags.threads }),
  });
  const journal = await journalIn(dataset.folder, flags);
  if (dataset.former !== undefined) journal.adopt(dataset.former);
  const rows = new Map(dataset.ids.map((id, row) => [id, row]));
  const classList = new ClassList(dataset.classes, journal.state.successor);
  const { progress, notices } = deriveProgress(dataset, rows, classList, journal.state);
  sayNotices([...dataset.notices, ...notices]);
  return {
    dataset,
    journal,
    rows,
    classList,
    progress,
    classes: classList.shown.map(({ name }) => name),
    labels: currentLabels(dataset, journal.state),
  };
}

/** @throws UsageError when no sample has the id. */
export function sampleNamed({ rows, dataset }: Workspace, id: string): string {
  if (rows.has(id)) return id;
  throw new UsageError(`${dataset.name} has no sample "${id}".${didYouMean(id, rows.keys())}`);
}

/**
 * The class of that name, or the one that took over its name.
 * @throws UsageError when there is no such class.
 */
export function classNamed({ classes, journal, dataset }: Workspace, name: string): string {
  const successor = journal.state.successor(name);
  if (classes.includes(successor)) return successor;
  const known =
    classes.length === 0
      ? 'it has no classes yet: add "classes" to label-scout.json'
      : `its classes are ${classes.slice(0, 20).join(', ')}${classes.length > 20 ? ', …' : ''}`;
  throw new UsageError(`${dataset.name} has no class "${name}"; ${known}.${didYouMean(name, classes)}`);
}
