// Writes the real data sets of `label-scout bench strategies`, from what npm and Debian install: tables as CSV files with a
// column `class`, pictures and texts as dataset folders. Large ones are cut to 2,000 rows drawn with a fixed seed. What is
// not installed is left out.
// usage: node scripts/benchmark-data.mjs [--into FOLDER]
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fashion, fashionPictures } from './benchmark/fashion.mjs';
import { mlbenchSets } from './benchmark/mlbench.mjs';
import { scikitLearnSets } from './benchmark/scikitLearn.mjs';
import { textSets } from './benchmark/texts.mjs';
import { root } from './lib/root.mjs';
import { seededRandom, shuffled } from './samples/random.mjs';
import './build-samples.mjs';
import './lib/plainFailure.mjs';

const mostRows = 2000;
const { values: flags } = parseArgs({ options: { into: { type: 'string' } } });
const folder = flags.into ?? join(root, 'test-results/benchmark/data');

/** Folders of the product's own samples, and what they are called here: `digits` is a table. */
const samples = { emails: 'emails', digits: 'digit-pictures' };

/** The header and at most so many rows, in an order that says nothing. */
function cut(csv) {
  const [header, ...rows] = csv.trimEnd().split('\n');
  return [header, ...shuffled(rows, seededRandom(1)).slice(0, mostRows), ''].join('\n');
}

async function attempt({ name, needs }, write) {
  try {
    await write();
    console.log(`wrote ${name}`);
  } catch (error) {
    console.error(`left out ${name}, which needs ${needs}: ${String(error.message).split('\n')[0]}`);
  }
}

mkdirSync(folder, { recursive: true });
for (const set of [...scikitLearnSets, ...mlbenchSets, fashion])
  await attempt(set, () => writeFileSync(join(folder, `${set.name}.csv`), cut(set.csv())));
await attempt(fashionPictures, () =>
  fashionPictures.writeFolder(join(folder, fashionPictures.name), mostRows),
);
// Apart from the others: `bench strategies` has not measured them yet.
mkdirSync(join(folder, 'texts'), { recursive: true });
for (const set of textSets)
  await attempt(set, async () => writeFileSync(join(folder, 'texts', `${set.name}.csv`), await set.csv()));
for (const [sample, name] of Object.entries(samples)) {
  cpSync(join(root, 'media/samples/labeled', sample), join(folder, name), { recursive: true });
  console.log(`wrote ${name}`);
}
