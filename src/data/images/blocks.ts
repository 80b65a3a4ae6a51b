import { cellsAlong, colorColumns, colorMoments } from '../../engine/pictures/colorMoments.ts';
import {
  gradientCell,
  gradientColumns,
  gradientDirections,
  orientedGradients,
} from '../../engine/pictures/orientedGradients.ts';
import type { PatchDictionary } from '../../engine/pictures/patchDictionary.ts';
import { patchSide, varianceFloor } from '../../engine/pictures/patches.ts';
import { PatchEncoder, patchThreshold, quarters } from '../../engine/pictures/patchPooling.ts';
import type { Pictures } from '../../engine/pictures/types.ts';
import { openFastFilterBank } from '../../runtime/filterKernel.ts';
import type { FeatureStep } from '../featureSteps.ts';

/** Neighboring columns that are made in one way. */
export interface FeatureBlock {
  /** One per column. */
  readonly names: readonly string[];
  readonly step: FeatureStep;
  /** The columns of one picture. */
  encode(index: number): Float32Array;
}

const quarterNames = ['top left', 'top right', 'bottom left', 'bottom right'];

export function patchBlock(pictures: Pictures, dictionary: PatchDictionary): FeatureBlock {
  const encoder = new PatchEncoder(pictures, dictionary, openFastFilterBank);
  const { filters, offsets } = dictionary;
  return {
    names: Array.from({ length: quarters * offsets.length }, (_, column) => {
      const quarter = Math.floor(column / offsets.length);
      return `patches of kind ${(column % offsets.length) + 1}, ${quarterNames[quarter]!}`;
    }),
    step: {
      kind: 'patches',
      ...shapeOf(pictures),
      patch: patchSide,
      floor: varianceFloor,
      threshold: patchThreshold,
      filters: base64(filters),
      offsets: base64(offsets),
    },
    encode: (index) => encoder.encode(index),
  };
}

export const gradientBlock = (pictures: Pictures): FeatureBlock => ({
  names: Array.from({ length: gradientColumns(pictures.side) }, (_, column) => `gradient ${column + 1}`),
  step: {
    kind: 'gradients',
    ...shapeOf(pictures),
    cell: gradientCell,
    directions: gradientDirections,
  },
  encode: (index) => orientedGradients(pictures, index),
});

export const colorBlock = (pictures: Pictures): FeatureBlock => ({
  names: Array.from({ length: colorColumns(pictures.channels) }, (_, column) => `color ${column + 1}`),
  step: { kind: 'colors', ...shapeOf(pictures), cell: pictures.side / cellsAlong },
  encode: (index) => colorMoments(pictures, index),
});

const shapeOf = ({ side, channels }: Pictures) => ({ width: side, height: side, channels });

/** Float32, little-endian. */
const base64 = ({ buffer, byteOffset, byteLength }: Float32Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('base64');
