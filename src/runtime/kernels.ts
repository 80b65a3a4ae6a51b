import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const compiled = new Map<string, WebAssembly.Module | undefined>();

/**
 * A compiled kernel of `dist/kernels`, found beside the bundle or, in a test of the sources, in the dist folder
 * of the repository. Undefined where there is no such file or no WebAssembly with SIMD: callers then use the
 * plain path, which gives the same answers.
 */
export function loadKernel(name: string): WebAssembly.Module | undefined {
  if (!compiled.has(name)) compiled.set(name, compile(name));
  return compiled.get(name);
}

function compile(name: string): WebAssembly.Module | undefined {
  const path = locateBuilt(join('kernels', `${name}.wasm`));
  if (path === undefined) return undefined;
  try {
    return new WebAssembly.Module(readFileSync(path));
  } catch {
    return undefined;
  }
}

/** Path of a file that the build made: in the bundle's own folder, else in `dist` of a folder above the source. */
export function locateBuilt(file: string): string | undefined {
  const candidates = [join(__dirname, file)];
  for (let folder = __dirname; dirname(folder) !== folder; folder = dirname(folder)) {
    candidates.push(join(folder, 'dist', file));
  }
  return candidates.find((candidate) => existsSync(candidate));
}
