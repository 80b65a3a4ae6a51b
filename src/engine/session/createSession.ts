import { checkMetric, findMetric } from '../metrics/index.ts';
import { Session } from './session.ts';
import type { LabelingSession, SessionParts } from './types.ts';

/**
 * Starts the labeling loop over an opened dataset and its journal.
 * @throws UsageError when the metric is not defined for that many classes.
 */
export function createSession(parts: SessionParts): LabelingSession {
  checkMetric(findMetric(parts.settings.metric), parts.facts.classes.length);
  if (parts.facts.former !== undefined) parts.journal.adopt(parts.facts.former);
  return new Session(parts);
}
