import type { LalModelId } from '../../engine/lal/models.ts';
import type { Mode } from '../../engine/lal/plan.ts';
import type { Loss } from '../../engine/lal/taskModels.ts';
import type { SharedFlags } from '../options.ts';
import type { DimensionRange, LabelRange } from './ranges.ts';

/** What `train-lal` is called with. */
export interface TrainFlags extends Pick<SharedFlags, 'manyClasses' | 'json'> {
  readonly synthetic?: true;
  readonly label?: string;
  readonly model: LalModelId;
  readonly mode: Mode;
  readonly datasets?: number;
  readonly tau?: LabelRange;
  readonly dimensions?: DimensionRange;
  readonly candidates: number;
  readonly loss: Loss;
  readonly trees: number;
  readonly rowShare?: number;
  readonly depth: number;
  readonly maxFeatures: number;
  readonly seed?: number;
  readonly jobs?: number;
  readonly rows?: string;
  readonly resume?: true;
  readonly out?: string;
}

/** Flags with the seed settled. */
export type SeededFlags = TrainFlags & { readonly seed: number };
