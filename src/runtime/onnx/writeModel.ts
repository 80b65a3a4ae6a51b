import { writeFile } from 'node:fs/promises';
import type { Graph } from '../../engine/graph/types.ts';
import { fileError } from '../files.ts';
import { encodeGraph } from './encode.ts';

/** Writes a graph as an `.onnx` file and gives its size in bytes. @throws HumanError naming the path. */
export async function writeModel(graph: Graph, path: string): Promise<number> {
  const bytes = encodeGraph(graph);
  await writeFile(path, bytes).catch((error: unknown) => {
    throw fileError(path, error);
  });
  return bytes.length;
}
