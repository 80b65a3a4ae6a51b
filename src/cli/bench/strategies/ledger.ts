import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileError } from '../../../runtime/files.ts';

/** One strategy in one repeat, as it was measured. */
export interface Outcome {
  /** What was simulated, `Plan.settings`: outcomes of other settings do not count. */
  readonly settings: string;
  readonly dataset: string;
  readonly rows: number;
  readonly features: number;
  readonly classes: number;
  readonly model: string;
  readonly strategy: string;
  readonly repeat: number;
  /** Mean of the learning curve. */
  readonly area: number;
  /** The curve's last value. */
  readonly last: number;
  /** Median seconds of fit, score and choose. */
  readonly seconds: number;
}

/** The outcomes so far; a line that cannot be read is one that was cut short, and is measured again. */
export async function readOutcomes(file: string, settings: string): Promise<readonly Outcome[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw fileError(file, error);
  });
  return text.split('\n').flatMap((line) => {
    try {
      const outcome = JSON.parse(line) as Outcome;
      return outcome.settings === settings ? [outcome] : [];
    } catch {
      return [];
    }
  });
}

/** Keeps outcomes at once, so that an interruption loses none but those being measured. */
export async function appendOutcomes(file: string, outcomes: readonly Outcome[]): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await appendFile(file, outcomes.map((outcome) => `${JSON.stringify(outcome)}\n`).join(''));
}

export const outcomeKey = ({
  dataset,
  model,
  strategy,
  repeat,
}: Pick<Outcome, 'dataset' | 'model' | 'strategy' | 'repeat'>): string =>
  `${dataset}/${model}/${strategy}/${repeat}`;
