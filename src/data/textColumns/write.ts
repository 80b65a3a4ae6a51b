import { type FeatureMatrix, offsetOf } from '../../engine/matrix.ts';
import { countFrequencies } from '../features/documentFrequencies.ts';
import { hashedTextStep, writeHashedText } from '../features/hashedText.ts';
import { writeSemanticColumns } from '../features/semanticColumns.ts';
import type { Document } from '../features/text.ts';
import type { FeatureStep } from '../featureSteps.ts';
import { ownColumns, type TextEncoder, type TextPlan } from './plan.ts';

/** A text of every row, ready to be written. */
export interface ReadTexts {
  /** The column of a table; null for a dataset of texts. */
  readonly column: string | null;
  readonly plan: TextPlan;
  /** N-grams of each row; empty where the plan has no columns of the product's own. */
  readonly documents: readonly Document[];
  /** Embeddings, `rows × dimensions`; empty where the plan has no encoder. */
  readonly embeddings: Float32Array;
}

/** Writes the columns of a text from `at` on, and returns how they are made. */
export function writeTextColumns(
  matrix: FeatureMatrix,
  at: number,
  { column, plan, documents, embeddings }: ReadTexts,
  fitRows?: Int32Array,
): readonly FeatureStep[] {
  const steps: FeatureStep[] = [];
  if (plan.own === 'semantics') steps.push(writeSemanticColumns(matrix, at, documents, column, fitRows));
  if (plan.own === 'hashed') {
    const frequencies = countFrequencies(documents, fitRows);
    writeHashedText(matrix, at, documents, frequencies);
    steps.push(hashedTextStep(column, frequencies));
  }
  if (plan.encoder !== null) {
    writeEmbeddings(matrix, at + ownColumns(plan), embeddings, plan.encoder.facts.dimensions);
    steps.push(pretrainedStep(column, plan.encoder));
  }
  return steps;
}

function writeEmbeddings(matrix: FeatureMatrix, at: number, values: Float32Array, dimensions: number): void {
  for (let row = 0; row < matrix.rows; row++) {
    for (let index = 0; index < dimensions; index++) {
      matrix.data[offsetOf(matrix, row, at + index)] = values[row * dimensions + index]!;
    }
  }
}

const pretrainedStep = (column: string | null, { name, facts }: TextEncoder): FeatureStep => ({
  kind: 'pretrained',
  column,
  model: name,
  columns: facts.dimensions,
  maxTokens: facts.maxTokens,
  pooling: facts.pooling,
  prefix: facts.prefix,
  output: facts.output,
  hash: facts.hash,
});
