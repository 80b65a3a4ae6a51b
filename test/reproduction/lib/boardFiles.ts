import { join } from 'node:path';
import { readNpz } from './numpyFiles.ts';

/** Both parts of a checkerboard of the LAL authors: points to learn from, then test points. */
export function readBoard(folder: string, file: string) {
  const parts = ['train', 'test'].map((part) =>
    readNpz(join(folder, 'checkerboards', `${file}_${part}.npz`)),
  );
  return {
    points: Float32Array.from(parts.flatMap((part) => [...part.get('x')!])),
    labels: Int32Array.from(parts.flatMap((part) => [...part.get('y')!])),
  };
}
