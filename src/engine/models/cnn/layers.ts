import type { Picture } from '../../matrix.ts';
import type { Layer } from '../../network/types.ts';

/**
 * The layers of the network for pictures of that size. Colored ones of 32 × 32 get the IGradV paper's: six convolutions,
 * halved after the second, fourth and sixth, then 1,024 and 512 units, dropout behind each; without the batch
 * normalization of its code. Others get two convolutions a halving, 16 and 32 channels at first, twice as many after
 * each, down to 8 rows or columns, then 128 units. Pooling stands before ReLU, which gives the same values.
 */
export const layersFor = (picture: Picture, dropout: number): readonly Layer[] =>
  picture.channels === 3 && picture.width === 32 && picture.height === 32
    ? paperLayers(dropout)
    : sizedLayers(picture, dropout);

const convolution = (channels: number): Layer => ({ kind: 'convolution', channels });
const relu: Layer = { kind: 'relu' };
const maxPool: Layer = { kind: 'maxPool' };
const flatten: Layer = { kind: 'flatten' };

const hidden = (units: number, dropout: number): readonly Layer[] => [
  { kind: 'dense', units },
  relu,
  ...(dropout > 0 ? [{ kind: 'dropout', probability: dropout } as const] : []),
];

/** Two convolutions, then half the rows and columns. */
const stage = (first: number, second: number): readonly Layer[] => [
  convolution(first),
  relu,
  convolution(second),
  maxPool,
  relu,
];

const paperLayers = (dropout: number): readonly Layer[] => [
  ...stage(32, 64),
  ...stage(128, 128),
  ...stage(256, 256),
  flatten,
  ...hidden(1024, dropout),
  ...hidden(512, dropout),
];

/** Rows or columns that are not halved any more. */
const small = 8;

function sizedLayers({ width, height }: Picture, dropout: number): readonly Layer[] {
  const stages: Layer[] = [];
  let channels = 16;
  for (let side = Math.min(width, height); side > small; side = Math.floor(side / 2)) {
    stages.push(...stage(channels, 2 * channels));
    channels *= 2;
  }
  if (stages.length === 0) stages.push(convolution(channels), relu);
  return [...stages, flatten, ...hidden(128, dropout)];
}
