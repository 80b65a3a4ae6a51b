const page = 2 ** 16;

interface Region {
  readonly address: number;
  readonly bytes: number;
}

/**
 * Space at the end of matrices' memories for one user of them. Growing a memory is atomic and returns where the
 * new pages begin, so that several threads can each claim space in the same memory without agreeing on anything.
 */
export class MemoryRegions {
  readonly #regions = new WeakMap<WebAssembly.Memory, Region>();

  /** Address of at least that many bytes, kept from call to call; undefined when the memory cannot grow so far. */
  claim(memory: WebAssembly.Memory, bytes: number): number | undefined {
    const known = this.#regions.get(memory);
    if (known && known.bytes >= bytes) return known.address;
    // Twice what was asked for last time: a forest grows with every label.
    const wanted = Math.max(bytes, 2 * (known?.bytes ?? 0));
    const region = growMemory(memory, wanted) ?? growMemory(memory, bytes);
    if (region) this.#regions.set(memory, region);
    return region?.address;
  }
}

/** Adds space at the end of a memory; undefined when it cannot grow so far. */
export function growMemory(memory: WebAssembly.Memory, bytes: number): Region | undefined {
  const pages = Math.ceil(bytes / page);
  try {
    return { address: memory.grow(pages) * page, bytes: pages * page };
  } catch {
    return undefined;
  }
}
