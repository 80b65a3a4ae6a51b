// Fashion-MNIST (Debian: dataset-fashion-mnist; MIT), its 10,000 test pictures: as a table at half their width and height,
// and as pictures.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { grayPng } from '../lib/grayPng.mjs';
import { seededRandom, shuffled } from '../samples/random.mjs';

const folder = '/usr/share/datasets/fashion-mnist';
const side = 28;
const half = side / 2;
const names = 'top,trouser,pullover,dress,coat,sandal,shirt,sneaker,bag,boot'.split(',');
const needs = `${folder} (Debian: apt-get install dataset-fashion-mnist)`;

const read = (file) => gunzipSync(readFileSync(`${folder}/t10k-${file}-ubyte.gz`));

function readPictures() {
  const pixels = read('images-idx3').subarray(16);
  const labels = read('labels-idx1').subarray(8);
  return Array.from(labels, (label, row) => ({
    label: names[label],
    pixels: pixels.subarray(row * side * side, (row + 1) * side * side),
  }));
}

/** Mean of each 2 × 2 pixels. */
function shrink(pixels) {
  return Array.from({ length: half * half }, (_, index) => {
    const corner = 2 * side * Math.floor(index / half) + 2 * (index % half);
    return (pixels[corner] + pixels[corner + 1] + pixels[corner + side] + pixels[corner + side + 1]) / 4;
  });
}

function csv() {
  const header = Array.from({ length: half * half }, (_, index) => `p${index}`);
  const lines = readPictures().map(({ label, pixels }) => [...shrink(pixels), label].join(','));
  return [[...header, 'class'].join(','), ...lines, ''].join('\n');
}

/** So many of the pictures in an order that says nothing, as a dataset folder. */
async function writeFolder(target, count) {
  const files = shuffled(readPictures(), seededRandom(1))
    .slice(0, count)
    .map((picture, index) => ({ ...picture, id: `images/${String(index + 1).padStart(4, '0')}.png` }));
  mkdirSync(join(target, 'images'), { recursive: true });
  for (const { id, pixels } of files) writeFileSync(join(target, id), await grayPng(pixels, side));
  const truth = ['id,label', ...files.map(({ id, label }) => `${id},${label}`), ''].join('\n');
  writeFileSync(join(target, 'truth.csv'), truth);
  const manifest = {
    version: 1,
    name: 'Fashion-MNIST',
    source: { kind: 'images', files: ['images/*.png'], truth: 'truth.csv', labels: 'oracle' },
    classes: names.map((name) => ({ name })),
  };
  writeFileSync(join(target, 'label-scout.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

export const fashion = { name: 'fashion', needs, csv };
export const fashionPictures = { name: 'fashion-pictures', needs, writeFolder };
