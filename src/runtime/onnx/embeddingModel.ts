import { readFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import type { InferenceSession } from 'onnxruntime-node';
import { CancelledError, HumanError, messageOf } from '../../engine/errors.ts';
import { fileError } from '../files.ts';
import { throughGate } from '../nativeGate.ts';
import { loadOnnx, type LoadOptions, type OnnxModule } from './load.ts';
import { openSession } from './onnxRuntime.ts';

/** A model of the user's own that turns samples into features. */
export interface EmbeddingModel {
  /** Of the file's bytes and the output's name: another model has another. */
  readonly hash: string;
  /** Name of the output that is read. */
  readonly output: string;
  /** Size of one sample, without the batch: `[columns]` or `[channels, height, width]`; null where any size will do. */
  readonly input: readonly (number | null)[];
  /** Samples of one run; null for any number. */
  readonly batch: number | null;
  /**
   * @param values `samples × input`, row-major.
   * @returns `samples × columns` numbers, all but the first axis flattened.
   * @throws HumanError when the model fails, or the first axis of its output is not that of the samples, or it holds no floats.
   */
  run(values: Float32Array, dims: readonly number[]): Promise<Float32Array>;
  close(): Promise<void>;
}

export interface EmbeddingOptions extends LoadOptions {
  readonly path: string;
  /** Name of the output; the first one where it is left out. */
  readonly output: string | undefined;
}

/** @throws HumanError for a file that is missing or no model, that lacks the output, or whose input is not one of floats. */
export async function openEmbeddingModel(options: EmbeddingOptions): Promise<EmbeddingModel> {
  const { path } = options;
  const bytes = await readFile(path).catch((error: unknown) => {
    throw fileError(path, error);
  });
  const onnx = await loadOnnx(options);
  const session = await openSession(onnx, bytes, options.threads).catch((error: unknown) => {
    if (error instanceof CancelledError) throw error;
    throw new HumanError(
      `${path} (source.features.onnx) is not an ONNX model this version can run; export it again with operator set 17 or lower and its weights inside the file.`,
      { cause: error },
    );
  });
  try {
    const input = inputOf(session, path);
    const output = outputOf(session, options);
    return {
      ...input,
      output,
      hash: createHash('sha256').update(bytes).update(output).digest('hex'),
      run: (values, dims) =>
        run(onnx, session, input.name, output, values, dims).catch((error: unknown) => {
          throw runError(path, dims, error);
        }),
      close: () => throughGate(() => session.release()),
    };
  } catch (error) {
    await throughGate(() => session.release());
    throw error;
  }
}

function inputOf(session: InferenceSession, path: string) {
  const [first, ...others] = session.inputMetadata;
  if (
    first?.isTensor !== true ||
    first.type !== 'float32' ||
    others.length > 0 ||
    ![2, 4].includes(first.shape.length)
  )
    throw new HumanError(
      `${path} (source.features.onnx) must have one input of floats, samples × columns or samples × channels × height × width; it has ${described(session)}.`,
    );
  const [batch = null, ...input] = first.shape.map((size) => (typeof size === 'number' ? size : null));
  return { name: first.name, batch, input };
}

const described = (session: InferenceSession): string =>
  session.inputMetadata
    .map((value) =>
      value.isTensor ? `${value.name} (${value.type}, ${value.shape.join(' × ')})` : value.name,
    )
    .join(', ');

function outputOf(session: InferenceSession, { path, output }: EmbeddingOptions): string {
  const names = session.outputNames;
  if (output === undefined) return names[0]!;
  if (names.includes(output)) return output;
  throw new HumanError(
    `${path} has no output "${output}" (source.features.output); its outputs are: ${names.join(', ')}.`,
  );
}

async function run(
  { module }: OnnxModule,
  session: InferenceSession,
  input: string,
  output: string,
  values: Float32Array,
  dims: readonly number[],
): Promise<Float32Array> {
  const results = await throughGate(() =>
    session.run({ [input]: new module.Tensor('float32', values, dims) }, [output]),
  );
  const { data, dims: found, type } = results[output]!;
  if (!(data instanceof Float32Array))
    throw new HumanError(
      `The output "${output}" of source.features.onnx holds ${type}, but features are floats.`,
    );
  if (found[0] !== dims[0])
    throw new HumanError(
      `The output "${output}" of source.features.onnx is ${found.join(' × ') || 'a single number'} for ${dims[0]} samples, but its first axis must be the samples; name another output in source.features.output.`,
    );
  return data;
}

/** What the library says of a model that opened and does not run: mostly that it wants samples of another size. */
function runError(path: string, dims: readonly number[], error: unknown): unknown {
  if (error instanceof CancelledError || error instanceof HumanError) return error;
  const [reason = ''] = messageOf(error).split('\n');
  return new HumanError(
    `${path} (source.features.onnx) fails on samples of ${dims.slice(1).join(' × ')} numbers (${reason.trim()}): export it with the size of its samples fixed, or name another model.`,
    { cause: error },
  );
}
