// Fashion-MNIST (Debian: dataset-fashion-mnist; MIT), its 10,000 test pictures at half their width and height.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const folder = '/usr/share/datasets/fashion-mnist';
const side = 28;
const half = side / 2;
const names = 'top,trouser,pullover,dress,coat,sandal,shirt,sneaker,bag,boot'.split(',');

const read = (file) => gunzipSync(readFileSync(`${folder}/t10k-${file}-ubyte.gz`));

/** Mean of each 2 × 2 pixels. */
function shrink(pixels) {
  return Array.from({ length: half * half }, (_, index) => {
    const corner = 2 * side * Math.floor(index / half) + 2 * (index % half);
    return (pixels[corner] + pixels[corner + 1] + pixels[corner + side] + pixels[corner + side + 1]) / 4;
  });
}

function csv() {
  const pictures = read('images-idx3').subarray(16);
  const labels = read('labels-idx1').subarray(8);
  const header = Array.from({ length: half * half }, (_, index) => `p${index}`);
  const lines = Array.from(labels, (label, row) =>
    [...shrink(pictures.subarray(row * side * side, (row + 1) * side * side)), names[label]].join(','),
  );
  return [[...header, 'class'].join(','), ...lines, ''].join('\n');
}

export const fashion = {
  name: 'fashion',
  needs: `${folder} (Debian: apt-get install dataset-fashion-mnist)`,
  csv,
};
