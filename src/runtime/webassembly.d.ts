// The part of WebAssembly's interface that the runtime uses: TypeScript declares it with the DOM only.
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
    /** Never read: it tells a module from any other object. */
    private readonly compiled: true;
  }
  class Instance {
    constructor(module: Module, imports?: Readonly<Record<string, Readonly<Record<string, unknown>>>>);
    readonly exports: Readonly<Record<string, unknown>>;
  }
  class Memory {
    constructor(limits: { readonly initial: number; readonly maximum?: number; readonly shared?: boolean });
    readonly buffer: ArrayBuffer;
    /** Adds pages of 64 KiB and returns how many there were. */
    grow(pages: number): number;
  }
  class Global<T extends number> {
    readonly value: T;
  }
}
