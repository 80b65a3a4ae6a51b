// Reads the weights of a TensorFlow.js graph model: model.json and the shards it names.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const floatBytes = 4;

/** Weights by name, `{ dims, values }`; tensors of whole numbers are left out. */
export function readWeights(folder) {
  const { weightsManifest } = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8'));
  const weights = new Map();
  for (const group of weightsManifest) {
    const bytes = Buffer.concat(group.paths.map((path) => readFileSync(join(folder, path))));
    let offset = 0;
    for (const { name, shape, dtype } of group.weights) {
      const count = shape.reduce((product, size) => product * size, 1);
      if (dtype === 'float32') weights.set(name, { dims: shape, values: readFloats(bytes, offset, count) });
      offset += count * floatBytes;
    }
  }
  return weights;
}

const readFloats = (bytes, offset, count) =>
  Float32Array.from({ length: count }, (_, index) => bytes.readFloatLE(offset + index * floatBytes));
