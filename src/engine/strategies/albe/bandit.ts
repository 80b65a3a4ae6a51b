/** Exp4.P over a few experts (Beygelzimer et al. 2011), as libact's ActiveLearningByLearning runs it. */

const delta = 0.1;

/** Experts and how far they are trusted. */
export interface Bandit {
  /** A weight per expert, not scaled. */
  readonly weights: readonly number[];
  /** Queries that are planned. */
  readonly horizon: number;
}

export const createBandit = (experts: number, horizon: number): Bandit => ({
  weights: new Array<number>(experts).fill(1),
  horizon,
});

/** The least share of an expert: √(ln N / (K T)), N and K both the number of experts. */
function leastShare({ weights, horizon }: Bandit): number {
  const experts = weights.length;
  return Math.min(1 / experts, Math.sqrt(Math.log(experts) / (experts * horizon)));
}

/** How often each expert is followed: (1 − K pmin) w / Σw + pmin; they sum to 1. */
export function expertShares(bandit: Bandit): readonly number[] {
  const least = leastShare(bandit);
  const total = bandit.weights.reduce((sum, weight) => sum + weight, 0);
  return bandit.weights.map((weight) => (1 - bandit.weights.length * least) * (weight / total) + least);
}

/** One draw: what each expert had advised for what was drawn, and how likely it was. */
export interface Draw {
  /** Probability each expert gave it. */
  readonly advice: readonly number[];
  /** Shares of the experts at that time. */
  readonly shares: readonly number[];
  /** Σ share · advice. */
  readonly chance: number;
}

/** Trusts the experts that advised a draw by its reward: w · exp(pmin / 2 · (r̂ + √(ln(N / δ) / (K T)) / p)). */
export function rewardExperts(bandit: Bandit, draw: Draw, reward: number): Bandit {
  const { weights, horizon } = bandit;
  const experts = weights.length;
  const least = leastShare(bandit);
  const bonus = Math.sqrt(Math.log(experts / delta) / (experts * horizon));
  const grown = weights.map((weight, expert) => {
    const estimate = (reward * draw.advice[expert]!) / draw.chance;
    return weight * Math.exp((least / 2) * (estimate + bonus / draw.shares[expert]!));
  });
  // Only ratios count: scaling keeps them from growing without end.
  const greatest = Math.max(...grown);
  return { weights: grown.map((weight) => weight / greatest), horizon };
}
