import type { Graph } from '../../engine/graph/types.ts';
import { replaceFile } from '../replaceFile.ts';
import { encodeGraph } from './encode.ts';

/** Writes a graph as an `.onnx` file and gives its size in bytes. @throws HumanError naming the path. */
export async function writeModel(graph: Graph, path: string): Promise<number> {
  const bytes = encodeGraph(graph);
  await replaceFile(path, bytes);
  return bytes.length;
}
