import { describe, expect, it } from 'vitest';
import { loadKernel, locateBuilt } from '../../../src/runtime/kernels.ts';

describe('kernels', () => {
  it('are found in dist from the sources, each compiled once', () => {
    for (const name of ['classifier', 'bits']) {
      expect(locateBuilt(`kernels/${name}.wasm`)).toMatch(/dist.kernels/);
      expect(loadKernel(name)).toBe(loadKernel(name));
      expect(loadKernel(name)).toBeDefined();
    }
  });

  it('leave the work to the plain path where they are missing', () => {
    expect(locateBuilt('kernels/none.wasm')).toBeUndefined();
    expect(loadKernel('none')).toBeUndefined();
  });
});
