/**
 * How far the importances with δ estimated from some labels rank the measured ones as those with the exact δ do: the option
 * `deltaSample` of the IGradV strategies, on Fashion-MNIST and the smaller network of `cnn`. Training is the same whatever is
 * measured, so that the scores differ by δ alone.
 */
import { neverCancelled } from '../../../src/engine/cancel.ts';
import { averageImportance } from '../../../src/engine/igradv/importance.ts';
import { directSimilarity, leaveOneOutDistance } from '../../../src/engine/igradv/scores.ts';
import { meanAndError } from '../../../src/engine/math/meanAndError.ts';
import { rankCorrelation } from '../../../src/engine/math/rankCorrelation.ts';
import { cnn } from '../../../src/engine/models/cnn.ts';
import { shuffled } from '../../../src/engine/math/shuffle.ts';
import type { GradientScalars } from '../../../src/engine/network/gradients.ts';
import { createRng } from '../../../src/engine/rng.ts';
import { createMachine } from '../../../src/runtime/machine.ts';
import { readArguments } from '../lib/arguments.ts';
import { plusMinus, saveText, table } from '../lib/report.ts';
import { pictureSets, tableOfPictures } from '../lib/smallPictures.ts';

const labeled = 1000;
const newest = 100;
const samples = [16, 32, 64, 128, 256, 512];
const techniques = { DS: directSimilarity, LD: leaveOneOutDistance };

const { repeats, seed, data = '/usr/share/datasets/fashion-mnist' } = readArguments(5);
const machine = createMachine({ threads: 1 });
const { train } = pictureSets['fashion']!(data);
const { features, labels, classNames } = tableOfPictures([[train, 10 * labeled]], 16);

/** What is measured at the start of each of ten epochs. */
async function measure(rows: Int32Array, repeat: number, deltaSample: number) {
  const model = await cnn.fit(
    { features, rows, labels: rows.map((row) => labels[row]!), classCount: classNames.length },
    {
      rng: createRng(seed).fork('delta sample', repeat),
      signal: neverCancelled,
      options: { epochs: 10, minimumSteps: 0, learningRate: 1e-3 },
      machine,
      measure: { rows: rows.slice(-newest), epochs: 10, deltaSample, penalized: false },
    },
  );
  return model.view('network')!.measured;
}

async function main(): Promise<void> {
  type Found = { readonly sample: number; readonly moments: readonly GradientScalars[] }[];
  const found: { readonly exact: readonly GradientScalars[]; readonly estimated: Found }[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    const order = shuffled(10 * labeled, createRng(seed).fork('labels', repeat));
    const rows = order.slice(0, labeled);
    const exact = await measure(rows, repeat, 0);
    const estimated: Found = [];
    for (const sample of samples) estimated.push({ sample, moments: await measure(rows, repeat, sample) });
    found.push({ exact, estimated });
    process.stderr.write(`repeat ${repeat + 1} of ${repeats}\n`);
  }
  machine.close();
  const cells = samples.map((sample, place) => [
    String(sample),
    ...Object.values(techniques).map((technique) => {
      const { mean, stderr } = meanAndError(
        found.map(({ exact, estimated }) =>
          rankCorrelation(
            averageImportance(exact, technique),
            averageImportance(estimated[place]!.moments, technique),
          ),
        ),
      );
      return plusMinus(mean, stderr, 3);
    }),
  ]);
  saveText('delta-sample', [
    '# Importances with δ estimated from some labels',
    `\`node test/reproduction/run.mjs delta-sample\`: ${labeled.toLocaleString('en')} labels of Fashion-MNIST, pictures of 14 × 14, the smaller network of \`cnn\`, ten epochs, learning rate 1e-3. Importances of the newest ${newest} labels, averaged over the starts of the epochs; Spearman's rank correlation of those with δ from so many labels (option \`deltaSample\`) to those with the exact δ, ${repeats} repeats.`,
    table(['deltaSample', ...Object.keys(techniques)], cells),
    'LD ranks almost as with the exact δ from a few labels on; DS does not, even with half of them. An importance by LD depends most on the size of the gradient of the label itself, which is never estimated.',
  ]);
}

void main();
