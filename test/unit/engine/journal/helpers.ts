import { createHash } from 'node:crypto';
import { createRng } from '../../../../src/engine/rng.ts';
import type {
  EntryDraft,
  JournalEntry,
  JournalFileSystem,
  JournalState,
} from '../../../../src/engine/journal/types.ts';

/** A file system in memory with the one failure that is hard to have on demand: a full disk. */
export class MemoryFiles implements JournalFileSystem {
  readonly files = new Map<string, string>();
  /** Writes that still succeed. */
  room = Infinity;
  /** Fails the next `datasync`. */
  syncFails = false;
  /** Held writes wait for this. */
  gate: Promise<void> = Promise.resolve();

  mkdir(): Promise<unknown> {
    return Promise.resolve();
  }

  /** How often a file was read. */
  reads = 0;

  stat(path: string) {
    const text = this.files.get(path);
    // No clock that a test could run ahead of: a file that says something else was written at another time.
    const mtimeMs = createHash('sha256')
      .update(text ?? '')
      .digest()
      .readUInt32LE();
    return text === undefined
      ? Promise.reject(failure('ENOENT'))
      : Promise.resolve({ size: Buffer.byteLength(text), mtimeMs });
  }

  readFile(path: string): Promise<string> {
    this.reads++;
    const text = this.files.get(path);
    return text === undefined ? Promise.reject(failure('ENOENT')) : Promise.resolve(text);
  }

  writeFile(path: string, text: string): Promise<void> {
    if (this.files.has(path)) return Promise.reject(failure('EEXIST'));
    this.files.set(path, text);
    return Promise.resolve();
  }

  open(path: string) {
    if (!this.files.has(path)) this.files.set(path, '');
    const bytes = () => Buffer.from(this.files.get(path)!);
    return Promise.resolve({
      stat: () => this.stat(path),
      read: (buffer: Uint8Array, offset: number, length: number, position: number) => {
        buffer.set(bytes().subarray(position, position + length), offset);
        return Promise.resolve({ bytesRead: length });
      },
      write: async (text: string) => {
        await this.gate;
        if (this.room <= 0) throw failure('ENOSPC');
        this.room--;
        this.files.set(path, this.files.get(path)! + text);
        return { bytesWritten: Buffer.byteLength(text) };
      },
      datasync: () => (this.syncFails ? Promise.reject(failure('EIO')) : Promise.resolve()),
      close: () => Promise.resolve(),
    });
  }
}

export const failure = (code: string): Error => Object.assign(new Error(code), { code });

/** UUIDs and a clock that repeat. */
export function stamps(
  seed: string,
  start = Date.UTC(2026, 0, 1),
): { now: () => number; uuid: () => string } {
  const rng = createRng(seed);
  let time = start;
  return { now: () => (time += rng.below(3) * 500), uuid: () => `${seed}-${rng.uint32().toString(16)}` };
}

const ids = ['a', 'b', 'c', 'd', 'é…', '😀'];
const names = ['cat', 'dog', 'bird'];

/** A random thing a person may do. */
export function randomDraft(rng: ReturnType<typeof createRng>): EntryDraft {
  const id = ids[rng.below(ids.length)]!;
  const name = (): string => names[rng.below(names.length)]!;
  const drafts: readonly (() => EntryDraft)[] = [
    () => ({ op: 'label', id, label: name(), ms: rng.below(5000) }),
    () => ({ op: 'label', id, label: name() }),
    () => ({ op: 'skip', id }),
    () => ({ op: 'flag', id, on: rng.below(2) === 0 }),
    () => ({ op: 'note', id, text: rng.below(3) === 0 ? '' : `note "${id}"\n${rng.below(9)}` }),
    () => ({ op: 'rename-class', from: name(), to: name() }),
    () => ({ op: 'merge-class', from: [name(), name()], to: name() }),
  ];
  return drafts[rng.below(rng.below(4) === 0 ? drafts.length : 5)]!();
}

/** The state as plain data. */
export const plain = (state: JournalState, people: readonly string[]) => ({
  labels: [...state.labels].map(([id, { label }]) => [id, label]),
  skipped: [...state.skipped],
  flagged: [...state.flagged],
  notes: [...state.notes],
  undoable: people.map((by) => state.undoable(by)?.e),
  redoable: people.map((by) => state.redoable(by)?.e),
  names: names.map((name) => state.successor(name)),
});

/** A written-out entry, for journals made by hand. */
export const line = (entry: Partial<JournalEntry> & Record<string, unknown>): string =>
  `${JSON.stringify({ v: 1, at: '2026-01-01T00:00:00.000Z', by: 'ann', ...entry })}\n`;
