import type * as common from 'onnxruntime-node';
import { HumanError } from '../../engine/errors.ts';

/** ONNX Runtime as loaded. */
export interface OnnxModule {
  readonly module: Pick<typeof common, 'InferenceSession' | 'Tensor'>;
  /** False for the WebAssembly build. */
  readonly native: boolean;
}

const missing = (reason: string): string =>
  `Neural networks need ONNX Runtime, which cannot be loaded on this machine (${reason}): install Label Scout again, in its repository with \`npm ci\`, or choose a model that is no network, such as forest.`;

export interface LoadOptions {
  readonly threads: number;
  /** Hears, in a sentence, that the slower WebAssembly build stands in. */
  readonly notice: (sentence: string) => void;
}

/** The native build, else the WebAssembly build, of which `notice` hears. @throws HumanError for neither. */
export async function loadOnnx(options: LoadOptions): Promise<OnnxModule> {
  try {
    // The platform's build is chosen by a path that only exists where there is one.
    return { module: await import('onnxruntime-node'), native: true };
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n', 1)[0]! : String(error);
    return loadWebAssembly(options, reason);
  }
}

/** @param reason why the native build cannot be used. */
export async function loadWebAssembly({ threads, notice }: LoadOptions, reason: string): Promise<OnnxModule> {
  const module = await import('onnxruntime-web').catch((error: unknown) => {
    throw new HumanError(missing(reason), { cause: error });
  });
  module.env.wasm.numThreads = threads;
  notice(
    `Neural networks run in WebAssembly on this machine, about three times slower, because the native ONNX Runtime cannot be loaded (${reason.replace(/\.$/u, '')}). Everything else works as usual.`,
  );
  return { module, native: false };
}
