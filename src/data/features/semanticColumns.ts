import type { FeatureMatrix } from '../../engine/matrix.ts';
import type { FeatureStep } from '../featureSteps.ts';
import {
  buckets,
  countFrequencies,
  packFrequencies,
  type DocumentFrequencies,
} from './documentFrequencies.ts';
import {
  learnSemantics,
  semanticDimensions,
  writeSemantics,
  type LatentSemantics,
} from './latentSemantics.ts';
import { hashedDimensions, leastDocuments, weighTerms } from './termWeights.ts';
import type { Document } from './text.ts';

/** Components do not depend on the seed of a session: they are the same for everyone who labels the dataset. */
const semanticsSeed = 1;

/**
 * Writes the latent semantics of documents from column `at` on, and returns how they are made. Frequencies and components
 * come from `fitRows`, all rows by default.
 */
export function writeSemanticColumns(
  matrix: FeatureMatrix,
  at: number,
  documents: readonly Document[],
  column: string | null,
  fitRows?: Int32Array,
): FeatureStep {
  const frequencies = countFrequencies(documents, fitRows);
  const terms = weighTerms(documents, frequencies);
  const semantics = learnSemantics(terms, fitRows ?? Int32Array.from(documents.keys()), semanticsSeed);
  writeSemantics(matrix, at, terms, semantics);
  return semanticsStep(column, frequencies, semantics);
}

const semanticsStep = (
  column: string | null,
  frequencies: DocumentFrequencies,
  { rank, components }: LatentSemantics,
): FeatureStep => ({
  kind: 'semantics',
  column,
  columns: semanticDimensions,
  hashed: hashedDimensions,
  rank,
  buckets,
  documents: frequencies.documents,
  leastDocuments: leastDocuments(frequencies),
  // Both are read by an export only: datasets are encoded far more often.
  get frequencies() {
    return packFrequencies(frequencies);
  },
  get components() {
    return Buffer.from(components.buffer, components.byteOffset, components.byteLength).toString('base64');
  },
});
