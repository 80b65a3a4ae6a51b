import { createRng } from '../rng.ts';
import type { Reason } from '../types.ts';
import { remaining, unranked, type Asked } from './asked.ts';
import { planOf } from './plan.ts';
import type { KnownRanking } from './rankingCache.ts';
import { isOpen, type Situation } from './situation.ts';

const meanwhile: Reason = { text: 'Drawn at random, while the model is trained for the first time.' };

/**
 * What is asked while the ranking of a situation is on its way: the best sample left of the ranking before it, else one
 * drawn at random. A pure function of its arguments, so that panel and session agree on it.
 */
export function standIn(latest: KnownRanking | undefined, situation: Situation): Asked | null {
  const [best] = remaining(latest, situation);
  if (best !== undefined) return best;
  return planOf(situation).rankable === 0 ? null : drawAny(situation);
}

/** Draws until a row may be ranked: there is one, and in a pool that is not nearly used up it is soon found. */
function drawAny(situation: Situation): Asked {
  const { progress, settings, heldOut } = situation;
  const answered = progress.labeled.length + progress.skipped.length;
  const rng = createRng(settings.seed).fork('stand-in', answered);
  for (;;) {
    const row = rng.below(heldOut.length);
    if (isOpen(situation, row)) return { ...unranked, row, purpose: 'train', reason: meanwhile };
  }
}
