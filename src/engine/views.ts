import type { ForestView } from './forest/types.ts';
import type { NetworkView } from './network/view.ts';
import type { Awaitable, Model } from './types.ts';

/** How a Gaussian process was fitted, for one class against the others. */
export interface FittedProcess {
  /** Approximate log marginal likelihood of the labels. */
  readonly logEvidence: number;
  /** ln ℓ, in units of the standardized features, and ln σ². */
  readonly logLengthScale: number;
  readonly logVariance: number;
}

/** What strategies read of Gaussian processes. */
export interface GaussianProcessView {
  /** One for each of the latent functions. */
  readonly fitted: readonly FittedProcess[];
  /**
   * Mean and variance of the latent function at every row of the matrix: of the second class where two are labeled, else
   * of each labeled class against the others.
   */
  latents(): readonly { readonly mean: Float64Array; readonly variance: Float64Array }[];
}

/** What strategies read of models whose class scores are linear in some activations. */
export interface LastLayerView {
  /** Activations of rows of the matrix, before the last layer: `rows.length × columns`, row-major. */
  embed(rows: Int32Array): Awaitable<{ readonly columns: number; readonly values: Float32Array }>;
}

/** What a model can be asked beyond class probabilities. A strategy names what it needs. */
export interface Views {
  readonly forest: ForestView;
  readonly network: NetworkView;
  readonly gaussianProcess: GaussianProcessView;
  readonly lastLayer: LastLayerView;
}
export type View = keyof Views;

/** The `view` of a model that has these views, and no others. */
export const viewsOf =
  (views: Partial<Views>): Model['view'] =>
  (name) =>
    views[name];
