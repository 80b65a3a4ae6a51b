import type { ModelFacts } from '../../../engine/modelFacts.ts';
import { findStrategy } from '../../../engine/strategies/index.ts';
import { pictureRefusal, suitability } from '../../../engine/suitability.ts';
import { holdsPictures } from '../../../protocol/manifest.ts';
import type { LabeledData } from '../../simulate/truth.ts';
import { say } from '../../output.ts';

/** Why a strategy cannot be measured with a model on so many classes, from so many labels; null where it can. */
export function strategyRefusal(
  id: string,
  model: ModelFacts,
  classes: number,
  initial: number,
): string | null {
  const strategy = findStrategy(id);
  const { minimumLabels = 0 } = strategy;
  if (initial < minimumLabels)
    return `The strategy ${id} needs ${minimumLabels} labels to start from: pass --initial ${minimumLabels}.`;
  return suitability(strategy, model, classes);
}

/** Why a model cannot be measured on a dataset; null where it can. */
export const modelRefusal = (model: ModelFacts, { dataset: { manifest } }: LabeledData): string | null =>
  pictureRefusal(model, holdsPictures(manifest));

/** Remembers what was asked for and is not measured, to say it in as few sentences as can be. */
export class LeftOut {
  readonly #datasets = new Map<string, string[]>();
  readonly #refusals = new Map<string, string>();
  readonly #measured = new Set<string>();

  noteModel(model: string, dataset: string): void {
    this.#datasets.set(model, [...(this.#datasets.get(model) ?? []), dataset]);
  }

  /** @param refusal null where it is measured. */
  noteStrategy(id: string, refusal: string | null): void {
    if (refusal === null) this.#measured.add(id);
    else if (!this.#refusals.has(id)) this.#refusals.set(id, refusal);
  }

  /** @param named strategies the person asked for by name; of others that suit nothing is not told. */
  sayAll(named: readonly string[]): void {
    for (const [model, datasets] of this.#datasets)
      say(`Left out with ${model}, which is for datasets of images: ${datasets.join(', ')}.`);
    for (const [id, refusal] of this.#refusals)
      if (named.includes(id) && !this.#measured.has(id)) say(`Left out ${id}. ${refusal}`);
  }
}
