import type { DatasetState } from './datasetState.ts';
import { latestScore } from './score.ts';

/** Work shorter than this is not worth a spinning icon. */
const longSeconds = 1;

/** `$(tag) 57/3190 · 0.91`: how far a dataset is, and its newest score. */
export function statusText({ trainer, rows, labeled, curve }: DatasetState): string {
  const atWork = trainer.kind === 'busy' && trainer.activity.seconds >= longSeconds;
  const progress = rows === null ? `${labeled}` : `${labeled}/${rows}`;
  return [`${atWork ? '$(loading~spin)' : '$(tag)'} ${progress}`, latestScore(curve)]
    .filter(Boolean)
    .join(' · ');
}
