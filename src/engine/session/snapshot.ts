import type { CurvePoint } from '../curve.ts';
import { placed, remaining, type Asked } from './asked.ts';
import type { Ledger } from './ledger.ts';
import type { RankingCache } from './rankingCache.ts';
import { testRows, trainingRows } from './situation.ts';
import type { SessionQuestion, SessionSnapshot } from './types.ts';

/** What a session hands over to be shown. */
export interface SnapshotParts {
  readonly revision: number;
  readonly by: string;
  readonly ledger: Ledger;
  readonly asked: Asked | null;
  readonly next: ReadonlyMap<string, Asked | null>;
  readonly rankings: Pick<RankingCache, 'latest' | 'state'>;
  readonly curve: readonly CurvePoint[];
  readonly running: boolean;
  readonly stale: boolean;
  /** Whether the next question is still to come. */
  readonly waiting: boolean;
  readonly message: string;
  readonly failed: boolean;
}

export function buildSnapshot(parts: SnapshotParts): SessionSnapshot {
  const { ledger, asked, by } = parts;
  const { latest, state } = parts.rankings;
  const { confirmed, journal, situation } = ledger;
  const next = [...parts.next].map(([answer, question]) => [answer, question && present(question, ledger)]);
  const upcoming = remaining(latest, situation).filter(({ row }) => row !== asked?.row);
  return {
    revision: parts.revision,
    rows: confirmed.labels.length,
    labeled: confirmed.labeled.length,
    skipped: confirmed.skipped.length,
    flagged: countKnown(journal.flagged, ledger),
    classes: countClasses(ledger),
    question: asked && present(placed(asked, situation), ledger),
    next: Object.fromEntries(next) as SessionSnapshot['next'],
    upcoming: upcoming.map((question) => present(question, ledger)),
    canUndo: journal.undoable(by) !== null,
    canRedo: journal.redoable(by) !== null,
    curve: parts.curve,
    tested: testRows(ledger.settled).length,
    strategyState: state,
    settings: ledger.settings,
    training: {
      running: parts.running,
      round: latest?.round ?? 0,
      seconds: latest?.round === null ? null : (latest?.result.seconds ?? null),
    },
    stale: parts.stale,
    coldStart: isColdStart(ledger),
    message: parts.message || standingMessage(parts),
    failed: parts.failed,
    notices: [...ledger.notices, ...(latest?.result.notices ?? [])],
  };
}

/** What there is to say while nothing happens. */
function standingMessage({ ledger, asked, waiting }: SnapshotParts): string {
  if (ledger.classes.shown.length === 0) {
    return 'This dataset has no classes yet. Add them to "classes" in label-scout.json.';
  }
  if (asked !== null || waiting) return '';
  return 'Every sample is labeled. Export the labels, or look at the learning curve.';
}

/** A question with what the journal says of its sample. */
export function present(asked: Asked, { facts, classes, journal, situation }: Ledger): SessionQuestion {
  const { row, purpose, predicted, probability, reason, score, batch } = asked;
  const id = facts.ids[row]!;
  const label = situation.progress.labels[row]!;
  return {
    row,
    id,
    purpose,
    reason,
    score,
    batch,
    suggestion: predicted < 0 ? null : { label: classes.nameOf(classes.resolve(predicted)), probability },
    label: label >= 0 ? classes.nameOf(label) : (journal.labels.get(id)?.label ?? null),
    flagged: journal.flagged.has(id),
    note: journal.notes.get(id) ?? '',
  };
}

function countKnown(ids: ReadonlySet<string>, { rowOf }: Ledger): number {
  let known = 0;
  for (const id of ids) if (rowOf.has(id)) known++;
  return known;
}

function countClasses({ classes, confirmed, facts }: Ledger): SessionSnapshot['classes'] {
  const counts = new Int32Array(facts.classes.length);
  for (const row of confirmed.labeled) {
    const label = confirmed.labels[row]!;
    if (label >= 0) counts[label]!++;
  }
  return classes.shown.map(({ name, number }) => ({ name, count: counts[number]! }));
}

/** Fewer than two classes among what is learned from. */
function isColdStart({ situation }: Ledger): boolean {
  const { labels } = situation.progress;
  const rows = trainingRows(situation);
  return rows.every((row) => labels[row] === labels[rows[0]!]);
}
