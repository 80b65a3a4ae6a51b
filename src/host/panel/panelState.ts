import type { JournalState } from '../../engine/journal/types.ts';
import type { SessionQuestion, SessionSnapshot } from '../../engine/session/types.ts';
import type { Sample } from '../../engine/sample.ts';
import { findModelFacts } from '../../engine/modelFacts.ts';
import { findMetric } from '../../engine/metrics/index.ts';
import { findStrategy } from '../../engine/strategies/index.ts';
import type { Manifest } from '../../protocol/manifest.ts';
import type {
  ImageSample,
  OfferedAction,
  PanelClass,
  PanelState,
  Question,
  ShownSample,
} from '../../protocol/panel.ts';
import { describePoint } from '../score.ts';
import type { Translate } from '../translate.ts';
import { assignKeys } from './assignKeys.ts';

/** Everything a panel state is made of. */
export interface PanelParts {
  readonly dataset: string;
  readonly manifest: Manifest;
  /** The class that has a name's labels now. */
  readonly successor: JournalState['successor'];
  readonly snapshot: SessionSnapshot;
  /** The sample that keeps the screen after its label, where `autoAdvance` is off. */
  readonly held: SessionQuestion | null;
  readonly revision: number;
  readonly taken: number;
  readonly answered: number;
  readonly suggestions: boolean;
  readonly autoAdvance: boolean;
  /** The files it was read from have changed. */
  readonly outdated: boolean;
  /** The training process was given up on. */
  readonly trainerFailed: boolean;
  /** Contents of a row, where they are here. */
  readonly sampleOf: (row: number) => Sample | undefined;
  /** A webview address of a file. */
  readonly addressOf: (path: string) => string;
}

/** The one message that says everything. Questions whose contents are still on their way are left out. */
export function buildPanelState(parts: PanelParts, t: Translate): PanelState {
  const { snapshot, held } = parts;
  const shown = held ?? snapshot.question;
  const question = shown === null ? null : questionOf(shown, parts);
  const last = snapshot.curve.at(-1);
  return {
    type: 'state',
    revision: parts.revision,
    taken: parts.taken,
    answered: parts.answered,
    dataset: parts.dataset,
    classes: panelClasses(parts),
    question,
    next: nextQuestions(parts),
    soon: imagesSoon(parts),
    progress: { labeled: snapshot.labeled, skipped: snapshot.skipped, total: snapshot.rows },
    score: last === undefined ? '' : `${findMetric(last.metric).title} ${describePoint(last, t)}`,
    strategy: findStrategy(snapshot.settings.strategy).title,
    model: findModelFacts(snapshot.settings.model).title,
    training: snapshot.training.running,
    canUndo: snapshot.canUndo,
    canRedo: snapshot.canRedo,
    suggestions: parts.suggestions,
    autoAdvance: parts.autoAdvance,
    message: snapshot.message || (parts.outdated && question !== null ? changedData(t) : ''),
    failed: snapshot.failed,
    actions: actionsOf(parts),
  };
}

const changedData = (t: Translate): string =>
  t('The data has changed on disk since it was read: what you see here is as it was. Your labels stay.');

/** What there is to do about the state of things. */
function actionsOf({ snapshot, outdated, trainerFailed }: PanelParts): OfferedAction[] {
  const canRestart = trainerFailed && snapshot.question === null;
  return [
    ...(outdated ? (['readAgain'] as const) : []),
    ...(canRestart ? (['restartTrainer', 'showTrainerLog'] as const) : []),
    ...(isFinished(snapshot) ? (['exportLabels', 'showLearningCurve'] as const) : []),
  ];
}

const isFinished = ({ question, labeled, rows, failed }: SessionSnapshot): boolean =>
  question === null && !failed && rows > 0 && labeled === rows;

/** A class that was renamed or took others in keeps the key and the guideline that the manifest gives it. */
function panelClasses({ snapshot, manifest: { classes: known = [] }, successor }: PanelParts): PanelClass[] {
  const described = snapshot.classes.map(
    ({ name }) =>
      known.find((candidate) => candidate.name === name && successor(name) === name) ??
      known.find((candidate) => successor(candidate.name) === name),
  );
  const keys = assignKeys(described.map((known) => ({ key: known?.key })));
  return snapshot.classes.map(({ name, count }, index) => ({
    name,
    count,
    key: keys[index] ?? null,
    guideline: described[index]?.guideline ?? '',
  }));
}

/** A held sample goes on to the session's question, whatever the key. */
function nextQuestions(parts: PanelParts): PanelState['next'] {
  const { snapshot, held } = parts;
  const next: Record<string, Question | null> = {};
  const add = (answer: string, question: SessionQuestion | null): void => {
    const known = question === null ? null : questionOf(question, parts);
    if (question === null || known !== null) next[answer] = known;
  };
  if (held === null) for (const [answer, question] of Object.entries(snapshot.next)) add(answer, question);
  else if (snapshot.question !== null)
    for (const answer of ['', ...snapshot.classes.map(({ name }) => name)]) add(answer, snapshot.question);
  return next;
}

/** Images the panel loads beyond those that may come next. */
const loadedAhead = 16;

function imagesSoon({ snapshot, sampleOf, addressOf }: PanelParts): ImageSample[] {
  return snapshot.upcoming.slice(0, loadedAhead).flatMap(({ row }) => {
    const sample = sampleOf(row);
    return sample?.kind === 'image' ? shownImage(sample, addressOf) : [];
  });
}

/** Rows whose contents the panel will want: the question, all that may follow it, all that may come soon. */
export function wantedRows(snapshot: SessionSnapshot): number[] {
  const questions = [snapshot.question, ...Object.values(snapshot.next), ...snapshot.upcoming];
  return questions.flatMap((question) => (question === null ? [] : [question.row]));
}

function questionOf(question: SessionQuestion, parts: PanelParts): Question | null {
  const sample = parts.sampleOf(question.row);
  if (sample === undefined) return null;
  const { id, purpose, suggestion, reason, batch, label, flagged, note } = question;
  return {
    id,
    purpose,
    suggestion,
    label,
    flagged,
    why: reason?.text ?? '',
    note,
    batch,
    sample: shownSample(sample, parts.addressOf),
  };
}

const shownImage = (
  { kind, path, width, height }: Extract<Sample, { kind: 'image' }>,
  addressOf: PanelParts['addressOf'],
): ImageSample => ({ kind, source: addressOf(path), width, height });

/** A cell of a table may be a whole book, which would travel to the page with every state; “Open” shows all of it. */
const shownCharacters = 20_000;

const shownField = ({ name, value }: Extract<Sample, { kind: 'row' }>['fields'][number]) =>
  value !== null && value.length > shownCharacters
    ? { name, value: value.slice(0, shownCharacters), truncated: true }
    : { name, value };

function shownSample(sample: Sample, addressOf: PanelParts['addressOf']): ShownSample {
  if (sample.kind === 'image') return shownImage(sample, addressOf);
  if (sample.kind === 'row') return { kind: 'row', fields: sample.fields.map(shownField) };
  return { ...sample };
}
