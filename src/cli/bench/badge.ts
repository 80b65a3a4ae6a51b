import { neverCancelled } from '../../engine/cancel.ts';
import { allocateMatrix } from '../../engine/matrix.ts';
import { createRng } from '../../engine/rng.ts';
import { badge as strategy } from '../../engine/strategies/badge.ts';
import type { Model, Probabilities, Round } from '../../engine/types.ts';
import { viewsOf } from '../../engine/views.ts';
import { createMachine } from '../../runtime/machine.ts';
import { timed } from './measure.ts';
import type { Benchmark } from './types.ts';

const rows = 20_000;
const classes = 100;
const columns = 768;
const batch = 100;

/** Class shares of which a few stand out. */
function makeShares(): Probabilities {
  const rng = createRng('bench shares');
  const data = new Float32Array(rows * classes);
  for (let start = 0; start < data.length; start += classes) {
    const own = data.subarray(start, start + classes);
    own.forEach((_, label) => (own[label] = Math.exp(6 * rng.uniform())));
    const total = own.reduce((sum, share) => sum + share, 0);
    own.forEach((share, label) => (own[label] = share / total));
  }
  return { rows, classes, data };
}

function makeRound(machine: Round['machine']): Round {
  const rng = createRng('bench activations');
  const values = Float32Array.from({ length: rows * columns }, () => 2 * rng.uniform() - 1);
  const shares = makeShares();
  const model: Model = {
    predictAll: () => shares,
    outOfBagAccuracy: null,
    view: viewsOf({ lastLayer: { embed: () => ({ columns, values }) } }),
  };
  const none = new Int32Array(0);
  return {
    model,
    machine,
    classNames: [],
    queried: none,
    batchSize: batch,
    options: {},
    signal: neverCancelled,
    training: { features: allocateMatrix(rows, 1), rows: none, labels: none, classCount: classes },
    candidates: Int32Array.from({ length: rows }, (_, row) => row),
    probabilities: () => shares,
    rng: createRng('bench badge'),
  };
}

/** A batch for a network with many classes; the gradients, written out, would take 6 GB. */
export const badge: Benchmark = {
  id: 'badge',
  title: 'badge, 20,000 samples, 100 classes, 768 activations, batch of 100 (to reach: 2 s)',
  prepare() {
    const machine = createMachine({ threads: 1 });
    const round = makeRound(machine);
    return Promise.resolve({
      ours: () => timed(() => strategy.start().choose?.(round, batch)),
      rivals: [],
      close: () => machine.close(),
    });
  },
};
