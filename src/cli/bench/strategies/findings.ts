import type { Finding, Findings } from '../../../engine/strategies/findings.ts';
import { fewestRepeats, type Ranked } from './ranking.ts';
import type { Section } from './sections.ts';

const round = (value: number): number => Number(value.toPrecision(3));

/** What Quick Picks say of the strategies, from rankings; the first that knows a pair counts. */
export function findingsOf(sections: readonly Section[]): Findings {
  const findings: Record<string, Findings[string]> = {};
  for (const section of sections) {
    const { model, ranked, repeats } = section.ranking;
    if (repeats < fewestRepeats) continue;
    for (const row of ranked) {
      const own = (findings[model] ??= {});
      if (own[row.strategy] !== undefined) continue;
      findings[model] = { ...own, [row.strategy]: findingOf(section, row) };
    }
  }
  return findings;
}

function findingOf({ protocol, ranking }: Section, row: Ranked): Finding {
  const { gain, overMargin, versusRandom, versusMargin, seconds } = row;
  return {
    datasets: ranking.datasets.length,
    initial: protocol.initial,
    batch: protocol.batch,
    overRandom: { gain: round(gain), wins: versusRandom.wins, losses: versusRandom.losses },
    overMargin: { gain: round(overMargin), wins: versusMargin.wins, losses: versusMargin.losses },
    seconds: round(seconds),
  };
}
