import type { JournalState } from '../engine/journal/types.ts';
import type { SessionSnapshot } from '../engine/session/types.ts';
import type { Settings } from '../engine/settings.ts';
import type { Manifest } from '../protocol/manifest.ts';
import type { DatasetState } from './datasetState.ts';

type Figures = Omit<
  DatasetState,
  'id' | 'name' | 'phase' | 'trainer' | 'trainerNotices' | 'outdated' | 'problem'
>;

export const noFigures: Figures = {
  rows: null,
  labeled: 0,
  skipped: 0,
  flagged: 0,
  classes: [],
  strategy: '',
  batchSize: 1,
  model: '',
  metric: '',
  curve: [],
  tested: 0,
  testShare: 0,
  round: null,
  stale: false,
  notices: [],
};

/** What can be said of a dataset from its manifest and its journal alone, before its data is read. */
export function figuresOfJournal(manifest: Manifest, journal: JournalState, settings: Settings): Figures {
  const counts = new Map((manifest.classes ?? []).map(({ name }) => [journal.successor(name), 0]));
  for (const { label } of journal.labels.values()) counts.set(label, (counts.get(label) ?? 0) + 1);
  return {
    ...noFigures,
    labeled: journal.labels.size,
    skipped: journal.skipped.size,
    flagged: journal.flagged.size,
    classes: [...counts].map(([name, count]) => ({ name, count })),
    strategy: settings.strategy,
    batchSize: settings.batchSize,
    model: settings.model,
    metric: settings.metric,
    testShare: settings.testShare,
  };
}

/** The figures of a running session. `notices` are those of reading the data; the journal's are added. */
export function figuresOfSession(snapshot: SessionSnapshot, notices: readonly string[]): Figures {
  const { training, settings } = snapshot;
  return {
    rows: snapshot.rows,
    labeled: snapshot.labeled,
    skipped: snapshot.skipped,
    flagged: snapshot.flagged,
    classes: snapshot.classes,
    strategy: settings.strategy,
    batchSize: settings.batchSize,
    model: settings.model,
    metric: settings.metric,
    curve: snapshot.curve,
    tested: snapshot.tested,
    testShare: settings.testShare,
    round: training.seconds === null ? null : { labels: training.round, seconds: training.seconds },
    stale: snapshot.stale,
    notices: [...notices, ...snapshot.notices],
  };
}
