import type { JournalState } from '../journal/types.ts';
import type { RowPredictions } from '../learner/predictRows.ts';
import type { DatasetFacts } from '../session/types.ts';
import { currentLabels } from './currentLabels.ts';

/** What the model says of a sample, beside what a person has said of it. */
export interface PredictedSample {
  readonly id: string;
  /** Class name. */
  readonly predicted: string;
  /** Four digits after the point. */
  readonly probability: number;
  /** Absent where nobody has labeled the sample. */
  readonly label?: string | undefined;
}

/** Every field, in the order of the columns. */
export const predictedFields = [
  'id',
  'predicted',
  'probability',
  'label',
] as const satisfies readonly (keyof PredictedSample)[];

/** Predictions of every sample in the order of the dataset, as they are written out, with classes as they are called by now. */
export function predictedSamples(
  facts: DatasetFacts,
  journal: JournalState,
  { predicted, probability }: RowPredictions,
): readonly PredictedSample[] {
  const classes = facts.classes.map(journal.successor);
  const labels = new Map(currentLabels(facts, journal).map(({ id, label }) => [id, label]));
  return facts.ids.map((id, row) => ({
    id,
    predicted: classes[predicted[row]!]!,
    probability: Math.round(probability[row]! * 1e4) / 1e4,
    label: labels.get(id),
  }));
}
