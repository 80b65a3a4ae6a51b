import { metrics } from '../../engine/metrics/index.ts';
import { modelFacts } from '../../engine/modelFacts.ts';
import { strategies } from '../../engine/strategies/index.ts';
import type { EpochReport } from '../../engine/types.ts';
import type { TreeContext } from '../contributions.ts';
import { curveReading } from '../curveReading.ts';
import type { DatasetState } from '../datasetState.ts';
import { describePoint } from '../score.ts';
import type { Translate } from '../translate.ts';
import { sparkline } from './sparkline.ts';

/** One row of the status tree, as data. */
export interface StatusRow {
  /** Unique in the tree and the same as long as the row means the same. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** What a screen reader says for the description; empty where it says the same. */
  readonly spoken: string;
  /** Name of a product icon; empty for none. */
  readonly icon: string;
  readonly tooltip: string;
  readonly context: TreeContext | '';
  readonly expanded: boolean;
  readonly children: readonly StatusRow[];
}

type Part = Partial<Omit<StatusRow, 'id' | 'label'>>;

const row = (id: string, label: string, part: Part = {}): StatusRow => ({
  id,
  label,
  description: '',
  spoken: '',
  icon: '',
  tooltip: '',
  context: '',
  expanded: false,
  children: [],
  ...part,
});

/** The status tree of one dataset: counts per class, strategy, model, learning curve, trainer. */
export function statusRows(state: DatasetState, t: Translate, expanded = true): StatusRow {
  const { id, labeled, rows } = state;
  const children = [
    ...problemRows(state),
    ...outdatedRows(state, t),
    classesRow(state, t),
    ...flaggedRows(state, t),
    strategyRow(state, t),
    modelRow(state, t),
    curveRow(state, t),
    trainerRow(state, t),
    ...noticeRows(`${id}#notice`, state.notices),
  ];
  return row(id, state.name, {
    description: rows === null ? t('{0} labeled', labeled) : `${labeled}/${rows}`,
    spoken: rows === null ? '' : t('{0} of {1} labeled', labeled, rows),
    icon: 'database',
    tooltip: id,
    context: 'dataset',
    expanded,
    children,
  });
}

const noticeRows = (id: string, notices: readonly string[]): StatusRow[] =>
  notices.map((notice, index) => row(`${id}${index}`, notice, { icon: 'info', tooltip: notice }));

const problemRows = ({ id, problem }: DatasetState): StatusRow[] =>
  problem === null ? [] : [row(`${id}#problem`, problem, { icon: 'error', tooltip: problem })];

const outdatedRows = ({ id, outdated }: DatasetState, t: Translate): StatusRow[] =>
  outdated
    ? [
        row(`${id}#outdated`, t('The data has changed on disk'), {
          icon: 'refresh',
          tooltip: t(
            'Shown and learned from is what was read before. Start Labeling offers to read it again.',
          ),
        }),
      ]
    : [];

/** In marks: what fits beside a name of some length in a sidebar nobody has widened. */
const longestBar = 8;

function classesRow({ id, classes, labeled, skipped }: DatasetState, t: Translate): StatusRow {
  const most = Math.max(1, ...classes.map(({ count }) => count));
  const parts = [t('{0} labeled', labeled), skipped > 0 ? t('{0} skipped', skipped) : ''];
  // The view remembers by id whether a row is folded: one without children yet is not the one with them.
  return row(`${id}#${classes.length === 0 ? 'no classes' : 'classes'}`, t('Classes'), {
    description: parts.filter(Boolean).join(' · '),
    icon: 'tag',
    context: 'classes',
    expanded: classes.length <= 20,
    children: classes.map(({ name, count }) =>
      row(`${id}#class ${name}`, name, {
        description: `${count}  ${'▪'.repeat(Math.round((count / most) * longestBar))}`.trimEnd(),
        spoken: t('{0} labeled', count),
        tooltip: t('{0}: {1} labeled', name, count),
        context: 'class',
      }),
    ),
  });
}

/** Where a flag leads: to the sample that was to be looked at again. */
const flaggedRows = ({ id, flagged }: DatasetState, t: Translate): StatusRow[] =>
  flagged === 0
    ? []
    : [
        row(`${id}#flagged`, t('Flagged'), {
          description: String(flagged),
          icon: 'bookmark',
          context: 'flagged',
        }),
      ];

function strategyRow({ id, strategy, batchSize }: DatasetState, t: Translate): StatusRow {
  const known = strategies.find((candidate) => candidate.id === strategy);
  return row(`${id}#strategy`, t('Strategy'), {
    description: [known?.title ?? strategy, batchSize > 1 ? t('{0} at a time', batchSize) : '']
      .filter(Boolean)
      .join(' · '),
    icon: 'target',
    tooltip: known?.description ?? '',
    context: 'strategy',
  });
}

const modelRow = ({ id, model }: DatasetState, t: Translate): StatusRow =>
  row(`${id}#model`, t('Model'), {
    description: modelFacts.find((candidate) => candidate.id === model)?.title ?? model,
    icon: 'type-hierarchy',
    context: 'model',
  });

const lastPoints = 5;

const titleOf = (metric: string): string => metrics.find(({ id }) => id === metric)?.title ?? metric;

function curveRow(state: DatasetState, t: Translate): StatusRow {
  const { id, curve } = state;
  const newest = curve.slice(-lastPoints).reverse();
  const values = curve.map(({ value }) => value);
  return row(`${id}#curve`, t('Learning curve'), {
    description:
      newest[0] === undefined ? t('no points yet') : `${newest[0].value.toFixed(2)}  ${sparkline(values)}`,
    spoken: newest[0]?.value.toFixed(2) ?? '',
    icon: 'graph-line',
    tooltip:
      newest[0] === undefined
        ? curveReading(state, t)
        : `${titleOf(newest[0].metric)}: ${describePoint(newest[0], t)}\n\n${curveReading(state, t)}`,
    context: 'curve',
    children: newest.map((point) =>
      row(`${id}#point ${point.labels} ${point.estimate}`, t('{0} labels', point.labels), {
        description: describePoint(point, t),
        tooltip: titleOf(point.metric),
      }),
    ),
  });
}

function trainerRow({ id, stale, ...state }: DatasetState, t: Translate): StatusRow {
  const description = describeTrainer(state, t);
  const children = noticeRows(`${id}#trainer notice`, state.trainerNotices);
  // Folded rows are remembered by id: the one with something to read is another one.
  return row(`${id}#${children.length === 0 ? 'trainer' : 'trainer with notices'}`, t('Trainer'), {
    description,
    icon: trainerIcon(state.trainer),
    tooltip: stale
      ? t(
          'The model takes longer than a key press: the sample on screen was chosen before your last answers.',
        )
      : state.trainer.kind === 'failed'
        ? state.trainer.reason
        : description,
    context: 'trainer',
    expanded: true,
    children,
  });
}

/** Work shorter than this is over before it is read: it neither spins nor counts. */
const longSeconds = 1;

function trainerIcon(trainer: DatasetState['trainer']): string {
  if (trainer.kind === 'failed') return 'error';
  const long = trainer.kind === 'busy' && trainer.activity.seconds >= longSeconds;
  return long ? 'loading~spin' : 'server-process';
}

/** Idle, opening, training round n, seconds. */
export function describeTrainer(
  { trainer, round }: Pick<DatasetState, 'trainer' | 'round'>,
  t: Translate,
): string {
  const words = {
    stopped: t('not started'),
    starting: t('starting'),
    failed: t('stopped: restart it'),
    idle: round === null ? t('idle') : t('idle · round {0}: {1}', round.labels, duration(round.seconds)),
  };
  if (trainer.kind !== 'busy') return words[trainer.kind];
  const { doing, round: busyWith, epoch, seconds } = trainer.activity;
  const works = {
    training:
      epoch === null
        ? t('training round {0}', busyWith ?? 0)
        : `${t('round {0}', busyWith ?? 0)} · ${describeEpoch(epoch, t)}`,
    opening: t('opening the dataset'),
    reading: t('reading samples'),
    comparing: t('comparing strategies'),
    learning: t('learning a strategy'),
  };
  const timed = seconds >= longSeconds && (doing !== 'training' || epoch === null);
  return timed ? `${works[doing]} · ${duration(seconds)}` : works[doing];
}

/** Epoch, loss, and the time the epochs to come will take if they take as long as those so far. */
function describeEpoch({ epoch, epochs, loss, seconds }: EpochReport, t: Translate): string {
  const left = (seconds / epoch) * (epochs - epoch);
  return t('epoch {0}/{1} · {2} left · loss {3}', epoch, epochs, duration(left), loss.toFixed(3));
}

const duration = (seconds: number): string =>
  seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(1)} s`;
