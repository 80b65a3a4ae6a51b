import { enoughTests, type CurvePoint } from '../engine/curve.ts';
import type { DatasetState } from './datasetState.ts';
import { describeScore } from './score.ts';
import type { Translate } from './translate.ts';

/** What a learning curve allows to say, and what is missing to say more: one or two sentences. */
export function curveReading(
  { curve, tested, testShare }: Pick<DatasetState, 'curve' | 'tested' | 'testShare'>,
  t: Translate,
): string {
  const last = curve.at(-1);
  if (last === undefined) return t('No points yet. They appear from about ten labels in two classes on.');
  if (last.estimate === 'held-out') return honestReading(last, curve, t);
  const rough = t(
    'Rough so far: measured on samples that were chosen because they are hard, so it may fall while the model gets better.',
  );
  const missing =
    testShare === 0
      ? t('No samples are set aside (testShare is 0), so there will be no honest score.')
      : t('The honest score begins at {0} measuring questions; answered so far: {1}.', enoughTests, tested);
  return `${rough} ${missing}`;
}

/** The newest point against the first that was measured as honestly. */
function honestReading(last: CurvePoint, curve: readonly CurvePoint[], t: Translate): string {
  const now = t(
    'Trained on {0} labels, the model scores {1} on {2} samples drawn at random that it never learned from.',
    last.labels,
    describeScore(last),
    last.tested,
  );
  const first = curve.find(({ estimate }) => estimate === 'held-out');
  if (first === undefined || first.labels === last.labels) return now;
  return `${now} ${t('On {0} labels it scored {1}.', first.labels, describeScore(first))}`;
}
