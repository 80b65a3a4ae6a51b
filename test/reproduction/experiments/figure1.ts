// Figure 1 of the LAL paper: how much a label lowers the error of logistic regression, by the predicted probability of
// class 0; two Gaussian clouds of the same size, and class 0 twice as large.
// node test/reproduction/run.mjs figure1
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { neverCancelled } from '../../../src/engine/cancel.ts';
import { splitRows } from '../../../src/engine/lal/split.ts';
import { meanAndError } from '../../../src/engine/math/meanAndError.ts';
import { fromRowMajor, type FeatureMatrix } from '../../../src/engine/matrix.ts';
import { accuracy } from '../../../src/engine/metrics/accuracy.ts';
import { logistic } from '../../../src/engine/models/logistic.ts';
import { createRng, type Rng } from '../../../src/engine/rng.ts';
import type { Machine, Model } from '../../../src/engine/types.ts';
import { createMachine } from '../../../src/runtime/machine.ts';
import { readArguments } from '../lib/arguments.ts';
import { plusMinus, reportFolder, saveText, table } from '../lib/report.ts';

/** Points of both clouds to learn from; ten times as many test. */
const points = 300;
const testRatio = 10;
/** Labels before the one that is tried, one of each class as in the paper. */
const labeled = 2;
/** Candidates tried per dataset. */
const candidates = 20;
const bins = 10;
/** Nearly none: with C = 1 the free intercept of three labels outweighs them, and every further label raises the error. */
const weakPenalty = 100;

interface Trial {
  readonly probability: number;
  readonly reduction: number;
}

function standardNormal(rng: Rng): number {
  return Math.sqrt(-2 * Math.log(1 - rng.uniform())) * Math.cos(2 * Math.PI * rng.uniform());
}

/** Unit clouds two apart; the test rows come first. @param share of class 0. */
function drawClouds(
  rng: Rng,
  share: number,
): { features: FeatureMatrix; labels: Int32Array; testCount: number } {
  const testCount = points * testRatio;
  const labels = Int32Array.from({ length: testCount + points }, () => (rng.uniform() < share ? 0 : 1));
  const values = Array.from(labels, (label) => [standardNormal(rng) + 2 * label, standardNormal(rng)]).flat();
  return { features: fromRowMajor(values, labels.length, 2), labels, testCount };
}

async function tryLabels(rng: Rng, share: number, machine: Machine): Promise<readonly Trial[]> {
  const { features, labels, testCount } = drawClouds(rng.fork('data'), share);
  const split = splitRows(rng.fork('split'), labels.subarray(testCount), testCount, labeled);
  const fit = (rows: Int32Array): Promise<Model> => {
    const training = { features, rows, labels: rows.map((row) => labels[row]!), classCount: 2 };
    const context = { rng: rng.fork('fit'), signal: neverCancelled, options: { C: weakPenalty }, machine };
    return Promise.resolve(logistic.fit(training, context));
  };
  const errorOf = async (model: Model): Promise<number> => {
    const { data, classes } = await model.predictAll();
    const probabilities = { rows: testCount, classes, data: data.subarray(0, testCount * classes) };
    return 1 - accuracy.value({ probabilities, labels: labels.subarray(0, testCount), positiveClass: 1 });
  };
  const before = await fit(split.labeled);
  const { data } = await before.predictAll();
  const error = await errorOf(before);
  const trials: Trial[] = [];
  for (const row of split.pool.subarray(0, candidates)) {
    const after = await errorOf(await fit(Int32Array.of(...split.labeled, row)));
    trials.push({ probability: data[2 * row]!, reduction: error - after });
  }
  return trials;
}

/** Means by tenths of the probability. */
const binned = (trials: readonly Trial[]) =>
  Array.from({ length: bins }, (_, bin) => {
    const inBin = trials.filter(
      ({ probability }) => Math.min(bins - 1, Math.floor(probability * bins)) === bin,
    );
    const { mean, stderr } = meanAndError(inBin.map(({ reduction }) => reduction));
    return { probability: (bin + 0.5) / bins, count: inBin.length, mean, stderr: stderr ?? NaN };
  });

function chart(
  series: readonly { readonly title: string; readonly rows: ReturnType<typeof binned> }[],
): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>') as unknown as {
    document: unknown;
  };
  const marks = series.flatMap(({ title, rows }) => {
    const at = rows.map((row) => ({
      ...row,
      title,
      low: row.mean - row.stderr,
      high: row.mean + row.stderr,
    }));
    const place = { x: 'probability', stroke: 'title' };
    return [
      Plot.line(at, { ...place, y: 'mean', marker: 'dot' }),
      Plot.ruleX(at, { ...place, y1: 'low', y2: 'high' }),
    ];
  });
  const svg = Plot.plot({
    document: document as never,
    ...{
      width: 700,
      height: 400,
      marginLeft: 60,
      color: { domain: series.map(({ title }) => title), range: ['#0b62c4', '#bc3f0c'] },
    },
    x: { label: 'predicted probability of class 0 →', domain: [0, 1] },
    y: { label: '↑ mean fall of the test error', grid: true },
    marks: [Plot.ruleY([0]), ...marks],
  }) as unknown as { setAttribute(name: string, value: string): void; outerHTML: string };
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  svg.setAttribute('style', 'background:#fff');
  return `${svg.outerHTML}\n`;
}

async function main(): Promise<void> {
  const { repeats, seed } = readArguments(1000);
  const machine = createMachine({ threads: 1 });
  const series: { readonly title: string; readonly rows: ReturnType<typeof binned> }[] = [];
  for (const [title, share] of [
    ['same size', 1 / 2],
    ['class 0 twice as large', 2 / 3],
  ] as const) {
    const trials: Trial[] = [];
    for (let repeat = 0; repeat < repeats; repeat++)
      trials.push(...(await tryLabels(createRng(seed).fork(title, repeat), share, machine)));
    series.push({ title, rows: binned(trials) });
  }
  machine.close();
  mkdirSync(reportFolder, { recursive: true });
  writeFileSync(join(reportFolder, 'figure1.svg'), chart(series));
  const [even, uneven] = series.map(({ rows }) => rows);
  saveText('figure1', [
    '# Figure 1 of the LAL paper: which probability gains most, logistic regression',
    `Blue: two Gaussian clouds of the same size; red: class 0 twice as large. ${repeats} datasets each, ${labeled} labels, ${candidates} further ones tried on each.`,
    '![Fall of the error by predicted probability](figure1.svg)',
    table(
      ['P(class 0)', 'same size', 'class 0 twice as large'],
      even!.map(({ probability, mean, stderr }, bin) => [
        `${(probability - 0.05).toFixed(1)} to ${(probability + 0.05).toFixed(1)}`,
        plusMinus(mean, stderr),
        plusMinus(uneven![bin]!.mean, uneven![bin]!.stderr),
      ]),
    ),
  ]);
}

void main();
