import { pictureAt, type Pictures } from './types.ts';

/** Side of a cell in pixels. */
export const gradientCell = 8;
/** Directions a gradient is counted under; opposite ones are the same. */
export const gradientDirections = 9;
/** Cells of a block, along each side. */
const blockSide = 2;
/** Added to the squared length of a block, of values 0 to 1: an even block stays near zero. */
const evenBlock = 1e-4;
/** No number of a block of length 1 counts for more: single strong edges do not drown the others. */
const greatestShare = 0.2;

const blocksAlong = (side: number): number => side / gradientCell - blockSide + 1;
const blockLength = blockSide ** 2 * gradientDirections;

/** Numbers that one picture becomes. @param side a multiple of the cells'. */
export const gradientColumns = (side: number): number => blocksAlong(side) ** 2 * blockLength;

/**
 * Histograms of oriented gradients (Dalal and Triggs 2005) of the mean of the channels: central differences, the two
 * nearest of nine directions of each pixel in cells of 8 × 8 pixels, blocks of 2 × 2 cells scaled to length 1, cut at 0.2
 * and scaled again (L2-Hys). Block after block, row by row; in a block the cells column by column.
 */
export function orientedGradients(pictures: Pictures, index: number): Float32Array {
  const { side } = pictures;
  const cells = cellHistograms(grayOf(pictures, index), side);
  const along = blocksAlong(side);
  const result = new Float32Array(gradientColumns(side));
  for (let row = 0; row < along; row++) {
    for (let column = 0; column < along; column++) {
      const block = blockOf(cells, side / gradientCell, row, column);
      result.set(block, (row * along + column) * blockLength);
    }
  }
  return result;
}

/** The mean of the channels of each pixel, 0 to 1. */
function grayOf(pictures: Pictures, index: number): Float64Array {
  const { side, channels } = pictures;
  const picture = pictureAt(pictures, index);
  const gray = new Float64Array(side ** 2);
  for (let place = 0; place < picture.length; place++)
    gray[Math.floor(place / channels)]! += picture[place]! / (255 * channels);
  return gray;
}

/** Nine numbers per cell, cells row by row. */
function cellHistograms(gray: Float64Array, side: number): Float64Array {
  const along = side / gradientCell;
  const cells = new Float64Array(along ** 2 * gradientDirections);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const place = y * side + x;
      const across = x > 0 && x < side - 1 ? gray[place + 1]! - gray[place - 1]! : 0;
      const down = y > 0 && y < side - 1 ? gray[place + side]! - gray[place - side]! : 0;
      const start =
        (Math.floor(y / gradientCell) * along + Math.floor(x / gradientCell)) * gradientDirections;
      addGradient(cells, start, across, down);
    }
  }
  return cells;
}

function addGradient(cells: Float64Array, start: number, across: number, down: number): void {
  const strength = Math.hypot(across, down);
  if (strength === 0) return;
  const angle = Math.atan2(down, across) / Math.PI;
  const direction = (angle < 0 ? angle + 1 : angle) * gradientDirections;
  const lower = Math.floor(direction);
  const share = direction - lower;
  cells[start + (lower % gradientDirections)]! += strength * (1 - share);
  cells[start + ((lower + 1) % gradientDirections)]! += strength * share;
}

function blockOf(cells: Float64Array, along: number, row: number, column: number): Float64Array {
  const block = new Float64Array(blockLength);
  for (let cell = 0; cell < blockSide ** 2; cell++) {
    const place = (row + (cell % blockSide)) * along + column + Math.floor(cell / blockSide);
    block.set(
      cells.subarray(place * gradientDirections, (place + 1) * gradientDirections),
      cell * gradientDirections,
    );
  }
  const scaled = scale(block).map((value) => Math.min(value, greatestShare));
  return scale(scaled);
}

function scale(block: Float64Array): Float64Array {
  const length = Math.sqrt(block.reduce((sum, value) => sum + value * value, evenBlock));
  return block.map((value) => value / length);
}
