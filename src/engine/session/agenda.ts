import type { Branch } from './branches.ts';
import type { CurveKeeper } from './curveKeeper.ts';
import { planOf } from './plan.ts';
import type { PlannedRound } from './plannedRound.ts';
import type { KnownRanking, RankingCache } from './rankingCache.ts';
import type { Situation } from './situation.ts';
import type { Job } from './workLoop.ts';

/** Seconds a session may spend on computing ahead for one question: a slow model gets the likeliest answers only. */
const speculationBudget = 2;

/** What there is to compute, and whom to tell. */
export interface Agenda {
  readonly situation: Situation;
  /** What is on disk: figures are made of nothing else. */
  readonly settled: Situation;
  readonly rankings: RankingCache;
  readonly curve: CurveKeeper;
  readonly branches: () => readonly Branch[];
  readonly done: (ranking: KnownRanking) => void;
  readonly measured: () => void;
  readonly failed: (kind: Job['kind'], error: unknown) => void;
}

/** The round most worth having now: the present ranking, then the rankings that may follow, then the curve. */
export function pickJob(agenda: Agenda): Job | null {
  return presentRanking(agenda) ?? speculation(agenda) ?? curvePoint(agenda);
}

/** The ranking the present situation needs and nobody has made yet, or null. */
export function missingRanking(situation: Situation, rankings: RankingCache): PlannedRound | null {
  const { ranking, rankable } = planOf(situation);
  return rankable > 0 && rankings.lacks(ranking.key) ? ranking : null;
}

function presentRanking(agenda: Agenda): Job | null {
  const planned = missingRanking(agenda.situation, agenda.rankings);
  return planned && rankingJob('ranking', planned, agenda);
}

function speculation(agenda: Agenda): Job | null {
  const seconds = agenda.rankings.latest?.result.seconds ?? 0;
  const affordable = seconds === 0 ? Infinity : Math.max(1, Math.floor(speculationBudget / seconds));
  const plans = agenda.branches().map(({ situation }) => planOf(situation));
  const rankings = plans.flatMap(({ step, ranking }) => (step.kind === 'rank' ? ranking : []));
  const planned = rankings.slice(0, affordable).find(({ key }) => agenda.rankings.lacks(key));
  return planned ? rankingJob('speculation', planned, agenda) : null;
}

function rankingJob(kind: Job['kind'], planned: PlannedRound, agenda: Agenda): Job {
  const { key } = planned;
  return {
    kind,
    key,
    request: () => ({ ...planned.request(), state: agenda.rankings.state }),
    done(result) {
      const ranking = { result, round: planned.round };
      agenda.rankings.set(key, ranking);
      if (kind === 'ranking') agenda.rankings.adopt(ranking);
      agenda.done(ranking);
    },
    failed(error) {
      agenda.rankings.refuse(key);
      agenda.failed(kind, error);
    },
  };
}

function curvePoint({ settled, curve, measured, failed }: Agenda): Job | null {
  const measurement = curve.due(settled);
  if (measurement === null) return null;
  return {
    kind: 'curve',
    key: `curve ${measurement.wanted.labels} ${measurement.wanted.key}`,
    request: () => measurement.request,
    done(result) {
      curve.take(measurement, result);
      measured();
    },
    failed(error) {
      curve.abandon(measurement);
      failed('curve', error);
    },
  };
}
