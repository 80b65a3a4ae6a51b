// npm run samples: builds media/samples/ where it is not up to date; whoever needs the samples imports this file.
// They are the datasets a newcomer opens, and, apart from them, what each sample really is.
//   <name>/           what is packaged: manifest, files, license; no labels anywhere
//   truth/<name>.csv  the labels (columns id,label), for tests that play the user; never packaged
//   labeled/<name>/   the same dataset with its labels, for `label-scout simulate`; never packaged
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { root } from './lib/root.mjs';
import { digits } from './samples/digits.mjs';
import { emails } from './samples/emails.mjs';
import './lib/plainFailure.mjs';

const target = join(root, 'media/samples');
const recipes = [
  'build-samples.mjs',
  'lib/grayPng.mjs',
  'samples/digits.mjs',
  'samples/emails.mjs',
  'samples/random.mjs',
];

/** Changes when the recipe does: then the samples are built anew. */
function recipeHash() {
  const hash = createHash('sha256');
  for (const file of recipes) hash.update(readFileSync(join(root, 'scripts', file)));
  return hash.digest('hex');
}

function write(file, content) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

async function buildSample(folder, { name, manifest, license, samples }) {
  const files = await samples();
  const truth = ['id,label', ...files.map(({ id, label }) => `${id},${label}`), ''].join('\n');
  const labeledSource = { ...manifest.source, truth: 'truth.csv', labels: 'oracle' };
  const variants = {
    [name]: { 'label-scout.json': json(manifest) },
    [`labeled/${name}`]: {
      'label-scout.json': json({ ...manifest, source: labeledSource }),
      'truth.csv': truth,
    },
  };
  for (const [place, extra] of Object.entries(variants)) {
    for (const { id, content } of files) write(join(folder, place, id), content);
    for (const [file, content] of Object.entries({ ...extra, 'LICENSE.md': license })) {
      write(join(folder, place, file), content);
    }
  }
  write(join(folder, `truth/${name}.csv`), truth);
}

/** Builds all samples aside, then puts them in place at once; does nothing when they are up to date. */
async function buildSamples() {
  const stamp = join(target, '.recipe');
  const recipe = recipeHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === recipe) return;
  const partial = `${target}.partial-${process.pid}`;
  try {
    for (const sample of [digits, emails]) await buildSample(partial, sample);
    write(join(partial, '.recipe'), recipe);
    rmSync(target, { recursive: true, force: true });
    renameSync(partial, target);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  console.log('built media/samples/');
}

await buildSamples();
