/** Pictures are resized to this shape first. */
interface PictureShape {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

/** How the next columns of a matrix are made of what is on disk: what a program needs that feeds an exported model. */
export type FeatureStep =
  /** (value − mean) / scale with the median for a missing value; then, where `missing`, 1 for a missing value, else 0. */
  | {
      readonly kind: 'numeric';
      readonly column: string;
      readonly median: number;
      readonly mean: number;
      readonly scale: number;
      readonly missing: boolean;
    }
  /** A column per level, 1 for the value's; above `hashed` levels as many columns, the level's by its hash. */
  | {
      readonly kind: 'categorical';
      readonly column: string;
      readonly levels: readonly string[];
      readonly hashed: number;
      readonly missing: boolean;
    }
  /** Hashed n-grams, weighted by how rare they were in so many documents (`features/documentFrequencies.ts` tells the form). */
  | {
      readonly kind: 'text';
      readonly column: string | null;
      readonly columns: number;
      readonly buckets: number;
      readonly documents: number;
      readonly frequencies: string;
    }
  /**
   * Hashed n-grams with logarithmic counts, weighted as in `text` and scaled to length 1, times the components
   * (`hashed × rank` little-endian 32-bit floats in base64), scaled to length 1; zeros up to `columns`.
   */
  | {
      readonly kind: 'semantics';
      readonly column: string | null;
      readonly columns: number;
      readonly hashed: number;
      readonly rank: number;
      readonly buckets: number;
      readonly documents: number;
      /** N-grams of fewer documents are left out. */
      readonly leastDocuments: number;
      readonly frequencies: string;
      readonly components: string;
    }
  /**
   * The embedding of a pretrained model: windows of `maxTokens` tokens of the text after `prefix`, each of length 1, and
   * their mean, weighted by tokens and scaled to length 1.
   */
  | {
      readonly kind: 'pretrained';
      readonly column: string | null;
      readonly model: string;
      readonly columns: number;
      readonly maxTokens: number;
      readonly pooling: 'none' | 'mean';
      readonly prefix: string;
      readonly output: string;
      /** SHA-256 of the model's files. */
      readonly hash: string;
    }
  /** Pixels row by row, the channels of a pixel side by side, each divided by 255; the aspect ratio is not kept. */
  | (PictureShape & { readonly kind: 'image' })
  /** How much of each kind of patch the quarters of a picture hold; filters and offsets are float32 in base64 (docs/exported-models.md). */
  | (PictureShape & {
      readonly kind: 'patches';
      readonly patch: number;
      readonly floor: number;
      readonly threshold: number;
      readonly filters: string;
      readonly offsets: string;
    })
  /** Histograms of oriented gradients, in cells of so many pixels. */
  | (PictureShape & { readonly kind: 'gradients'; readonly cell: number; readonly directions: number })
  /** Means and deviations of the channels, in cells of so many pixels. */
  | (PictureShape & { readonly kind: 'colors'; readonly cell: number })
  /** What a model of the user's makes of other features. */
  | { readonly kind: 'onnx'; readonly output: string; readonly of: readonly FeatureStep[] };
