import type { Findings } from '../../../engine/strategies/findings.ts';
import type { Ranking } from './ranking.ts';

const round = (value: number): number => Number(value.toPrecision(3));

/** With fewer repeats the signed-rank test cannot tell anything apart at 5 %. */
const fewestRepeats = 6;

/** What Quick Picks say of the strategies, from rankings; the first that knows a pair counts. */
export function findingsOf(rankings: readonly Ranking[]): Findings {
  const findings: Record<string, Findings[string]> = {};
  for (const { model, datasets, ranked, repeats } of rankings) {
    if (repeats < fewestRepeats) continue;
    for (const { strategy, gain, versusRandom, seconds } of ranked) {
      const own = (findings[model] ??= {});
      if (own[strategy] !== undefined || strategy === 'random') continue;
      const { wins, losses } = versusRandom;
      findings[model] = {
        ...own,
        [strategy]: { gain: round(gain), datasets: datasets.length, wins, losses, seconds: round(seconds) },
      };
    }
  }
  return findings;
}
