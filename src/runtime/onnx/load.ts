import type * as common from 'onnxruntime-node';
import { HumanError } from '../../engine/errors.ts';

/** ONNX Runtime as loaded. */
export interface OnnxModule {
  readonly module: Pick<typeof common, 'InferenceSession' | 'Tensor'>;
  /** False for the WebAssembly build. */
  readonly native: boolean;
}

const missing =
  'Neural networks need ONNX Runtime, which is missing on this machine: install the packages again with `npm ci`.';

interface LoadOptions {
  readonly threads: number;
  readonly say: (sentence: string) => void;
}

/** The native build, else the WebAssembly build, which says once that it is slower. @throws HumanError for neither. */
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
export async function loadWebAssembly({ threads, say }: LoadOptions, reason: string): Promise<OnnxModule> {
  const module = await import('onnxruntime-web').catch((error: unknown) => {
    throw new HumanError(missing, { cause: error });
  });
  module.env.wasm.numThreads = threads;
  say(`Networks run about three times slower here, in WebAssembly, for there is no native build: ${reason}`);
  return { module, native: false };
}
