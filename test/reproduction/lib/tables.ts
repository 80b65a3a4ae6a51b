import { join } from 'node:path';
import { openDataset } from '../../../src/data/open.ts';
import { shuffle } from '../../../src/engine/math/shuffle.ts';
import { allocateMatrix } from '../../../src/engine/matrix.ts';
import type { Task } from './task.ts';

/**
 * A labeled table of a folder, read as the product reads it. Every repeat draws other halves to learn from and to test;
 * scales come from the half to learn from.
 * @param label the column with the classes.
 */
export async function tableTask(folder: string, file: string, title: string, label = 'class'): Promise<Task> {
  const dataset = await openDataset(join(folder, file), { allowBareFile: true, label });
  return {
    id: file.replace(/\.csv$/u, ''),
    title,
    classNames: dataset.classes,
    async draw(rng) {
      const order = shuffle(Int32Array.from(dataset.oracle.keys()), rng);
      const half = Math.floor(order.length / 2);
      const pool = order.slice(half).sort();
      const features = await dataset.features(allocateMatrix, { fitRows: pool });
      return { features, labels: dataset.oracle, pool, test: order.slice(0, half).sort() };
    },
  };
}
