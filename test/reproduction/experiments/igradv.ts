/**
 * Table I and Figures 2 to 4 of the IGradV paper on what a machine of two cores can do: a part of CIFAR-10 or
 * Fashion-MNIST, the smaller network of `cnn`, all sizes in the same proportion. Runs are kept in out/reproduction/runs,
 * so that an interrupted experiment goes on; the page holds the repeats that are complete.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createMachine } from '../../../src/runtime/machine.ts';
import { chartsOf } from '../lib/igradvCharts.ts';
import { runIgradv, type IgradvSetting } from '../lib/igradvLoop.ts';
import { describeIgradv } from '../lib/igradvReport.ts';
import {
  igradvStudies,
  KeptRuns,
  pageNameOf,
  usualPool,
  type IgradvCell,
  type IgradvScale,
} from '../lib/igradvStudies.ts';
import { reportFolder } from '../lib/report.ts';
import { pictureSets, tableOfPictures } from '../lib/smallPictures.ts';

const { values: flags } = parseArgs({
  options: {
    set: { type: 'string', default: 'fashion' },
    data: { type: 'string', default: '/usr/share/datasets/fashion-mnist' },
    /** Studies to run; the page shows all that were. */
    study: { type: 'string', default: 'shares,batches,features' },
    repeats: { type: 'string', default: '5' },
    shares: { type: 'string', default: '50,60,70,80,90' },
    batch: { type: 'string', default: '8' },
    batches: { type: 'string', default: '4,8,16,24' },
    /** At which other k and features are tried. */
    share: { type: 'string', default: '90' },
    pool: { type: 'string', default: String(usualPool) },
    tested: { type: 'string', default: '1000' },
    rows: { type: 'string', default: 'last' },
    side: { type: 'string', default: '16' },
    threads: { type: 'string', default: '1' },
  },
});
const numbers = (text: string): readonly number[] => text.split(',').map(Number);
const scale: IgradvScale = {
  set: flags.set,
  rows: flags.rows,
  side: Number(flags.side),
  pool: Number(flags.pool),
  tested: Number(flags.tested),
};
const studies = igradvStudies({
  batch: Number(flags.batch),
  share: Number(flags.share),
  batches: numbers(flags.batches),
  shares: numbers(flags.shares),
});
const runsFolder = 'out/reproduction/runs';
const kept = new KeptRuns(runsFolder, scale);
const machine = createMachine({ threads: Number(flags.threads) });

/** Seconds of processor time: those on the clock would count what else the machine does. */
const processorSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

const range = (first: number, count: number): Int32Array =>
  Int32Array.from({ length: count }, (_, index) => first + index);

function settingOf({ share, batch, features }: IgradvCell, table: ReturnType<typeof tableOfPictures>) {
  return {
    ...table,
    machine,
    batch,
    seconds: processorSeconds,
    share: share / 100,
    pool: range(0, scale.pool),
    test: range(scale.pool, scale.tested),
    activeEpochs: 10,
    trainingEpochs: 10,
    learningRate: 1e-3,
    strategyOptions: { features, trainingRows: scale.rows, measured: 8 },
  } satisfies IgradvSetting;
}

function writePage(): void {
  mkdirSync(reportFolder, { recursive: true });
  const found = Object.entries(studies).map(([name, study]) => ({
    name,
    study,
    repeats: kept.complete(study),
  }));
  const page = `${reportFolder}/${pageNameOf(scale)}`;
  writeFileSync(`${page}.md`, describeIgradv(scale, found));
  for (const { name, svg } of found.flatMap((one) => chartsOf(scale, one)))
    writeFileSync(`${page}-${name}.svg`, svg);
}

async function main(): Promise<void> {
  const { train, test } = pictureSets[flags.set]!(flags.data);
  const table = tableOfPictures(
    [
      [train, scale.pool],
      [test, scale.tested],
    ],
    scale.side,
  );
  mkdirSync(runsFolder, { recursive: true });
  // With no repeats to run, the page of what was kept.
  writePage();
  const cells = flags.study.split(',').flatMap((name) => studies[name]!.cells);
  for (let repeat = 0; repeat < Number(flags.repeats); repeat++) {
    for (const cell of cells) {
      if (kept.has(cell, repeat)) continue;
      const before = processorSeconds();
      const run = await runIgradv(settingOf(cell, table), cell.strategy, repeat);
      writeFileSync(kept.pathOf(cell, repeat), JSON.stringify(run));
      const took = (processorSeconds() - before).toFixed(1);
      const where = `${scale.set} ${cell.share} % k ${cell.batch} ${cell.features} ${cell.strategy}`;
      process.stderr.write(`${where} #${repeat}: ${run.initial} → ${run.accuracies.at(-1)}, ${took} s\n`);
    }
    writePage();
  }
  machine.close();
}

void main();
