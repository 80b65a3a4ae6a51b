/** How a simulation asks: everything its outcome depends on besides dataset, model, strategy and repeat. */
export interface Protocol {
  /** Labels every strategy starts from. */
  readonly initial: number;
  /** Labels at the end, at most; never more than half of the pool. */
  readonly budget: number;
  /** Labels between two fits. */
  readonly batch: number;
  readonly seed: number;
}

/** Share of the rows that is measured on. */
export const testShare = 0.5;

export const protocolOf = ({ initial, budget, batch, seed }: Protocol): Protocol => ({
  initial,
  budget,
  batch,
  seed,
});

export const protocolKey = ({ initial, budget, batch, seed }: Protocol): string =>
  [initial, budget, batch, seed].join('/');

/** `2 to 100 labels, one at a time`. */
export const protocolText = ({ initial, budget, batch }: Protocol): string =>
  `${initial} to ${budget} labels, ${batch === 1 ? 'one' : batch} at a time`;

/** What all strategies share in one simulation, and the strategy. */
interface Place extends Protocol {
  readonly dataset: string;
  readonly model: string;
  readonly strategy: string;
  readonly repeat: number;
}

export const outcomeKey = (place: Place): string =>
  `${place.dataset}/${place.model}/${place.strategy}/${place.repeat}/${protocolKey(place)}`;
