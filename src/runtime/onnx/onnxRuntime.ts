import { createHash } from 'node:crypto';
import type { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import { HumanError } from '../../engine/errors.ts';
import type { Graph, GraphRuntime, Program, Tensor, Tensors } from '../../engine/graph/types.ts';
import { throughGate } from '../nativeGate.ts';
import { encodeGraph } from './encode.ts';
import { loadOnnx, type LoadOptions, type OnnxModule } from './load.ts';

/** Compiled graphs kept. One fit and its strategy use four; the others are those of other numbers of classes. */
const capacity = 12;

/** Graphs run by ONNX Runtime: the native build, or its WebAssembly build where there is none. Loaded once, on first use. */
export function createOnnxRuntime(options: LoadOptions, load = loadOnnx): GraphRuntime {
  let loading: Promise<OnnxModule> | undefined;
  const programs = new Map<string, Promise<OnnxProgram>>();

  const open = async (graph: Graph, bytes: Uint8Array): Promise<OnnxProgram> => {
    const onnx = await (loading ??= load(options));
    return new OnnxProgram(onnx, graph, await openSession(onnx, bytes, options.threads));
  };
  const dropOldest = async (): Promise<void> => {
    const [oldest] = programs;
    if (oldest === undefined || programs.size <= capacity) return;
    programs.delete(oldest[0]);
    await (await oldest[1]).release();
  };

  return {
    async compile(graph) {
      const bytes = encodeGraph(graph);
      const key = createHash('sha256').update(bytes).digest('hex');
      const program = programs.get(key) ?? open(graph, bytes);
      programs.delete(key);
      programs.set(key, program);
      program.catch(() => programs.delete(key));
      await dropOldest();
      return await program;
    },
  };
}

/** @param model bytes of an `.onnx` file. @throws the runtime's error for bytes that are none. */
export async function openSession(
  { module, native }: OnnxModule,
  model: Uint8Array,
  threads: number,
): Promise<InferenceSession> {
  const options = {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    executionProviders: [native ? 'cpu' : 'wasm'],
    logSeverityLevel: 3,
    // Threads that spin while they wait would take the cores from the editor.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  } as const;
  return await throughGate(() => module.InferenceSession.create(model, options));
}

class OnnxProgram implements Program {
  readonly #onnx: OnnxModule;
  readonly #session: InferenceSession;
  readonly #outputs: readonly string[];

  constructor(onnx: OnnxModule, graph: Graph, session: InferenceSession) {
    this.#onnx = onnx;
    this.#session = session;
    this.#outputs = graph.outputs.map(({ name }) => name);
  }

  async run(inputs: Tensors, outputs: Tensors = {}): Promise<Tensors> {
    const feeds = mapValues(inputs, (tensor) => this.#wrap(tensor));
    const given = this.#onnx.native ? mapValues(outputs, (tensor) => this.#wrap(tensor)) : {};
    const fetches = Object.fromEntries(this.#outputs.map((name) => [name, given[name] ?? null]));
    const results = await throughGate(() => this.#session.run(feeds, fetches)).catch(outOfMemory);
    const tensors = mapValues(results, ({ dims, data }) => ({ dims, data: data as Float32Array }));
    if (!this.#onnx.native) fill(outputs, tensors);
    return tensors;
  }

  release(): Promise<void> {
    return throughGate(() => this.#session.release());
  }

  #wrap({ dims, data }: Tensor): OrtTensor {
    return new this.#onnx.module.Tensor('float32', data, dims);
  }
}

/** The WebAssembly build makes its results itself; they are copied to where they are wanted. */
function fill(wanted: Tensors, results: Tensors): void {
  for (const [name, { data }] of Object.entries(wanted)) data.set(results[name]!.data);
}

const mapValues = <From, To>(record: Readonly<Record<string, From>>, map: (value: From) => To) =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)])) as Record<string, To>;

/** What the native library and WebAssembly say when memory runs out. */
const memoryWords = /bad_?\s?alloc|out of memory|failed to allocate|allocate memory|shape is too large|OOM/i;

const megabytes = (bytes: number): string => Math.ceil(bytes / 1024 ** 2).toLocaleString('en');

function outOfMemory(error: unknown): never {
  if (!(error instanceof Error) || !memoryWords.test(error.message)) throw error;
  const wanted = /(?:of size|requested bytes of) (\d+)/u.exec(error.message)?.[1];
  const more = wanted === undefined ? 'more' : `another ${megabytes(Number(wanted))} MB`;
  throw new HumanError(
    `The network ran out of memory: it needed ${more} beside the ${megabytes(process.memoryUsage().rss)} MB in use. Choose the model mlp or forest, lower the model's batchSize, or close other programs.`,
    { cause: error },
  );
}
