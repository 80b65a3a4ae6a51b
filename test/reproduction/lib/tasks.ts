import { drawClouds } from '../../../src/engine/lal/gaussianClouds.ts';
import { fromRowMajor } from '../../../src/engine/matrix.ts';
import type { Rng } from '../../../src/engine/rng.ts';
import { rowsFrom, type Draw, type Task } from './task.ts';

const two = ['class 0', 'class 1'];

/** The LAL authors' synthetic test task: two Gaussian clouds, new ones in every repeat; 400 to learn from, 4,000 to test. */
export const clouds: Task = {
  id: 'clouds',
  title: 'Two Gaussian clouds',
  classNames: two,
  draw(rng) {
    const { features, labels, testCount } = drawClouds(rng);
    return {
      features,
      labels,
      test: rowsFrom(0, testCount),
      pool: rowsFrom(testCount, labels.length - testCount),
    };
  },
};

/** Class of a point of the unit square; the rules behind the LAL authors' files. */
type Rule = (x: number, y: number) => boolean;

const boards: Readonly<
  Record<string, { readonly title: string; readonly file: string; readonly rule: Rule }>
> = {
  'checkerboard-2x2': {
    title: 'Checkerboard 2×2',
    file: 'checkerboard2x2',
    rule: (x, y) => x > 0.5 === y > 0.5,
  },
  'checkerboard-4x4': {
    title: 'Checkerboard 4×4',
    file: 'checkerboard4x4',
    rule: (x, y) => (Math.floor(4 * x) + Math.floor(4 * y)) % 2 === 0,
  },
  'checkerboard-rotated': {
    title: 'Rotated checkerboard 2×2',
    file: 'rotated_checkerboard2x2',
    rule: (x, y) => x - y > 0 === x + y - 1 > 0,
  },
};

/** Points to learn from and as many to test. */
const boardPoints = 1000;

/**
 * The checkerboards. By default new points in every repeat, by the rules of the authors' files; with `read`, the files.
 * @param read gives the 2 × 1,000 points and classes of a file: those to learn from, then the test points.
 */
export const checkerboards = (
  read?: (file: string) => { readonly points: Float32Array; readonly labels: Int32Array },
): readonly Task[] =>
  Object.entries(boards).map(([id, { title, file, rule }]) => {
    const known = read?.(file);
    return {
      id,
      title,
      classNames: two,
      draw: (rng) => (known ? asDraw(known.points, known.labels) : drawBoard(rule, rng)),
    };
  });

function drawBoard(rule: Rule, rng: Rng): Draw {
  const points = Float32Array.from({ length: 4 * boardPoints }, () => rng.uniform());
  const labels = Int32Array.from({ length: 2 * boardPoints }, (_, row) =>
    rule(points[2 * row]!, points[2 * row + 1]!) ? 1 : 0,
  );
  return asDraw(points, labels);
}

const asDraw = (points: Float32Array, labels: Int32Array): Draw => ({
  features: fromRowMajor(points, labels.length, 2),
  labels,
  pool: rowsFrom(0, boardPoints),
  test: rowsFrom(boardPoints, boardPoints),
});
