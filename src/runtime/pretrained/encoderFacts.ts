import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { HumanError } from '../../engine/errors.ts';
import { fileError } from '../files.ts';

const factsSchema = v.object({
  version: v.literal(1),
  /** Numbers of an embedding. */
  dimensions: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(8192)),
  /** Tokens of one window. */
  maxTokens: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(8192)),
  /** How the vectors of the tokens become one: `none` where the graph does it itself. */
  pooling: v.picklist(['none', 'mean']),
  /** Text put before every text. */
  prefix: v.string(),
  /** Name of the graph's output. */
  output: v.string(),
  /** SHA-256 of the files: other weights have another. */
  hash: v.string(),
});

/** What has to be known of a sentence encoder before it is run. */
export type EncoderFacts = v.InferOutput<typeof factsSchema>;

/**
 * Reads `encoder.json` of a model's folder.
 * @throws HumanError for a file that is missing or damaged.
 */
export async function readEncoderFacts(folder: string): Promise<EncoderFacts> {
  const path = join(folder, 'encoder.json');
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw fileError(path, error);
  });
  try {
    return v.parse(factsSchema, JSON.parse(text));
  } catch (error) {
    throw new HumanError(`${path} does not describe a sentence encoder; fetch the model again.`, {
      cause: error,
    });
  }
}
