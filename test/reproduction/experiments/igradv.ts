/**
 * Table I and Figure 2 of the IGradV paper on what a machine of two cores can do: a part of CIFAR-10 or Fashion-MNIST,
 * the smaller network of `cnn`, all sizes in the same proportion. Runs are kept in out/reproduction/runs, so that an
 * interrupted experiment goes on.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { allocateMatrix, offsetOf, type FeatureMatrix, type Picture } from '../../../src/engine/matrix.ts';
import { createMachine } from '../../../src/runtime/machine.ts';
import { runIgradv, type IgradvRun, type IgradvSetting } from '../lib/igradvLoop.ts';
import { describeIgradv } from '../lib/igradvReport.ts';
import { readCifar, readFashion, type PictureSet } from '../lib/pictureFiles.ts';

const strategies = ['random', 'least-confident', 'igradv-ds', 'igradv-rds', 'igradv-ld', 'igradv-rld'];

const { values: flags } = parseArgs({
  options: {
    set: { type: 'string', default: 'fashion' },
    data: { type: 'string', default: '/usr/share/datasets/fashion-mnist' },
    shares: { type: 'string', default: '50,70,90' },
    batches: { type: 'string', default: '25' },
    repeats: { type: 'string', default: '5' },
    pool: { type: 'string', default: '1000' },
    tested: { type: 'string', default: '1000' },
    features: { type: 'string', default: 'inputs' },
    rows: { type: 'string', default: 'last' },
    side: { type: 'string', default: '16' },
    threads: { type: 'string', default: '1' },
  },
});
const numbers = (text: string): readonly number[] => text.split(',').map(Number);
const pool = Number(flags.pool);
const tested = Number(flags.tested);

const readers: Readonly<Record<string, () => { readonly train: PictureSet; readonly test: PictureSet }>> = {
  cifar: () => ({
    train: readCifar(`${flags.data}/cifar10_train10000_jpegdecoded.bin`),
    test: readCifar(`${flags.data}/cifar10_test2000_jpegdecoded.bin`),
  }),
  fashion: () => ({ train: readFashion(flags.data, 'train'), test: readFashion(flags.data, 't10k') }),
};

/** The first rows of both sets as one matrix, scaled to [0, 1]; pictures are halved by averaging where they are larger. */
function tableOf(parts: readonly (readonly [PictureSet, number])[], side: number) {
  const { picture } = parts[0]![0];
  const step = picture.width > side ? 2 : 1;
  const small: Picture = {
    channels: picture.channels,
    width: picture.width / step,
    height: picture.height / step,
  };
  const columns = small.channels * small.width * small.height;
  const rows = parts.reduce((sum, [, count]) => sum + count, 0);
  const matrix = allocateMatrix(rows, columns);
  let row = 0;
  for (const [set, count] of parts) {
    for (let index = 0; index < count; index++, row++) fill(matrix, row, set, index, small, step);
  }
  const labels = Int32Array.from(parts.flatMap(([set, count]) => [...set.labels.subarray(0, count)]));
  return { features: { ...matrix, picture: small }, labels, classNames: parts[0]![0].classNames };
}

function fill(
  matrix: FeatureMatrix,
  row: number,
  set: PictureSet,
  index: number,
  small: Picture,
  step: number,
): void {
  const { channels, width, height } = set.picture;
  const start = index * channels * width * height;
  for (let pixel = 0; pixel < small.width * small.height; pixel++) {
    const top = Math.floor(pixel / small.width) * step;
    const left = (pixel % small.width) * step;
    for (let channel = 0; channel < channels; channel++) {
      let sum = 0;
      for (let y = top; y < top + step; y++)
        for (let x = left; x < left + step; x++)
          sum += set.pixels[start + (y * width + x) * channels + channel]!;
      matrix.data[offsetOf(matrix, row, pixel * channels + channel)] = sum / (step * step * 255);
    }
  }
}

async function main(): Promise<void> {
  const { train, test } = readers[flags.set]!();
  const table = tableOf(
    [
      [train, pool],
      [test, tested],
    ],
    Number(flags.side),
  );
  const range = (first: number, count: number) =>
    Int32Array.from({ length: count }, (_, index) => first + index);
  const machine = createMachine({ threads: Number(flags.threads) });
  const folder = 'out/reproduction/runs';
  mkdirSync(folder, { recursive: true });
  const found: { share: number; batch: number; repeat: number; run: IgradvRun }[] = [];
  for (let repeat = 0; repeat < Number(flags.repeats); repeat++)
    for (const share of numbers(flags.shares))
      for (const batch of numbers(flags.batches))
        for (const strategy of strategies) {
          const setting: IgradvSetting = {
            ...table,
            ...{ pool: range(0, pool), test: range(pool, tested), share: share / 100, batch, machine },
            ...{ activeEpochs: 10, trainingEpochs: 10, learningRate: 1e-3 },
            strategyOptions: { features: flags.features, trainingRows: flags.rows, measured: 8 },
          };
          const key = [
            flags.set,
            flags.side,
            pool,
            share,
            batch,
            flags.features,
            flags.rows,
            strategy,
            repeat,
          ].join('_');
          const path = `${folder}/igradv_${key}.json`;
          if (!existsSync(path))
            writeFileSync(path, JSON.stringify(await runIgradv(setting, strategy, repeat)));
          const run = JSON.parse(readFileSync(path, 'utf8')) as IgradvRun;
          found.push({ share, batch, repeat, run });
          process.stderr.write(`${key}: ${run.initial} → ${run.accuracies.at(-1)}\n`);
        }
  mkdirSync('docs/reproduction', { recursive: true });
  const name = flags.features === 'inputs' ? flags.set : `${flags.set}-${flags.features}`;
  writeFileSync(`docs/reproduction/igradv-${name}.md`, describeIgradv(name, { ...flags }, found));
  machine.close();
}

void main();
