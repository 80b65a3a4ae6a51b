// Writes the real data sets of `label-scout bench strategies` as CSV files with a column `class`, from what npm and
// Debian install. Large ones are cut to 2,000 rows drawn with a fixed seed. What is not installed is left out.
// usage: node scripts/benchmark-data.mjs [--into FOLDER]
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fashion } from './benchmark/fashion.mjs';
import { mlbenchSets } from './benchmark/mlbench.mjs';
import { scikitLearnSets } from './benchmark/scikitLearn.mjs';
import { buildSamples } from './build-samples.mjs';
import { root } from './lib/root.mjs';
import { seededRandom, shuffled } from './samples/random.mjs';

const mostRows = 2000;
const { values: flags } = parseArgs({ options: { into: { type: 'string' } } });
const folder = flags.into ?? join(root, 'test-results/benchmark/data');

/** The header and at most so many rows, in an order that says nothing. */
function cut(csv) {
  const [header, ...rows] = csv.trimEnd().split('\n');
  return [header, ...shuffled(rows, seededRandom(1)).slice(0, mostRows), ''].join('\n');
}

mkdirSync(folder, { recursive: true });
for (const { name, needs, csv } of [...scikitLearnSets, ...mlbenchSets, fashion]) {
  try {
    writeFileSync(join(folder, `${name}.csv`), cut(csv()));
    console.log(`wrote ${name}`);
  } catch (error) {
    console.error(`left out ${name}, which needs ${needs}: ${String(error.message).split('\n')[0]}`);
  }
}
await buildSamples();
cpSync(join(root, 'media/samples/labeled/emails'), join(folder, 'emails'), { recursive: true });
console.log('wrote emails');
