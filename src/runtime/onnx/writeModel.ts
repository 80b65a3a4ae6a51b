import type { Graph } from '../../engine/graph/types.ts';
import { writeOutput } from '../outputFile.ts';
import { encodeGraph } from './encode.ts';

/**
 * Writes a graph as an `.onnx` file and gives its size in bytes.
 * @param folder of the dataset it was trained on: in it no link is followed.
 * @throws HumanError naming the path.
 */
export async function writeModel(graph: Graph, path: string, folder: string): Promise<number> {
  const bytes = encodeGraph(graph);
  await writeOutput(folder, path, bytes);
  return bytes.length;
}
