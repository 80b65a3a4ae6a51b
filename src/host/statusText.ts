import type { DatasetState } from './datasetState.ts';
import { describePoint, latestScore } from './score.ts';
import type { Translate } from './translate.ts';

/** Work shorter than this is not worth a spinning icon. */
const longSeconds = 1;

/** Icon `tag` and `57/3190 · 0.91`: how far a dataset is, and its newest score. */
export function statusText({ trainer, rows, labeled, curve }: DatasetState): {
  readonly icon: string;
  readonly text: string;
} {
  const atWork = trainer.kind === 'busy' && trainer.activity.seconds >= longSeconds;
  const progress = rows === null ? `${labeled}` : `${labeled}/${rows}`;
  return {
    icon: atWork ? 'loading~spin' : 'tag',
    text: [progress, latestScore(curve)].filter(Boolean).join(' · '),
  };
}

/** The same in words, for a screen reader; the score says what it was measured on. */
export function spokenStatus({ rows, labeled, curve }: DatasetState, t: Translate): string {
  const progress =
    rows === null
      ? t('Label Scout: {0} labeled', labeled)
      : t('Label Scout: {0} of {1} labeled', labeled, rows);
  const last = curve.at(-1);
  return last === undefined ? progress : `${progress}, ${describePoint(last, t)}`;
}
