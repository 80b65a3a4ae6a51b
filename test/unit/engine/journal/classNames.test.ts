import { describe, expect, test } from 'vitest';
import { openJournal } from '../../../../src/engine/journal/openJournal.ts';
import type { Journal } from '../../../../src/engine/journal/types.ts';
import { MemoryFiles, stamps } from './helpers.ts';

const openIn = (files: MemoryFiles): Promise<Journal> =>
  openJournal(files, '/data/.label-scout/labels.jsonl', { by: 'ann', ...stamps('ann') });
const labels = ({ state }: Journal): Record<string, string> =>
  Object.fromEntries([...state.labels].map(([id, { label }]) => [id, label]));

describe('renamed and merged classes', () => {
  test('renamed and merged names resolve wherever they stand, in chains and circles', async () => {
    const journal = await openIn(new MemoryFiles());
    await journal.append({ op: 'label', id: 'a', label: 'cat' });
    await journal.append({ op: 'rename-class', from: 'cat', to: 'feline' });
    await journal.append({ op: 'label', id: 'b', label: 'cat' });
    await journal.append({ op: 'label', id: 'c', label: 'dog' });
    await journal.append({ op: 'merge-class', from: ['feline', 'dog'], to: 'pet' });
    await journal.append({ op: 'label', id: 'd', label: 'cat' });
    expect(labels(journal)).toEqual({ a: 'pet', b: 'pet', c: 'pet', d: 'pet' });
    await journal.append({ op: 'rename-class', from: 'pet', to: 'cat' });
    expect(labels(journal)).toEqual({ a: 'cat', b: 'cat', c: 'cat', d: 'cat' });
    expect(journal.state.successor('feline')).toBe('cat');
  });

  test('a merge that somebody wrote under names renamed meanwhile reaches the classes of today', async () => {
    const journal = await openIn(new MemoryFiles());
    await journal.append({ op: 'label', id: 'a', label: 'cat' });
    await journal.append({ op: 'label', id: 'b', label: 'dog' });
    await journal.append({ op: 'label', id: 'c', label: 'cow' });
    await journal.append({ op: 'rename-class', from: 'cat', to: 'feline' });
    await journal.append({ op: 'merge-class', from: ['dog'], to: 'cat' });
    expect(labels(journal)).toEqual({ a: 'feline', b: 'feline', c: 'cow' });
    await journal.append({ op: 'merge-class', from: ['cat'], to: 'cow' });
    expect(labels(journal)).toEqual({ a: 'cow', b: 'cow', c: 'cow' });
    await journal.append({ op: 'rename-class', from: 'dog', to: 'animal' });
    expect(labels(journal)).toEqual({ a: 'animal', b: 'animal', c: 'animal' });
    expect(['cat', 'feline', 'dog', 'cow'].map((name) => journal.state.successor(name))).toEqual(
      Array(4).fill('animal'),
    );
  });

  test('a merge may bring back a name that one of its classes had', async () => {
    const journal = await openIn(new MemoryFiles());
    await journal.append({ op: 'label', id: 'a', label: 'cat' });
    await journal.append({ op: 'label', id: 'b', label: 'dog' });
    await journal.append({ op: 'rename-class', from: 'cat', to: 'feline' });
    await journal.append({ op: 'merge-class', from: ['feline', 'dog'], to: 'cat' });
    expect(labels(journal)).toEqual({ a: 'cat', b: 'cat' });
  });

  test('two names can be swapped through a third', async () => {
    const journal = await openIn(new MemoryFiles());
    await journal.append({ op: 'label', id: 'a', label: 'A' });
    await journal.append({ op: 'label', id: 'b', label: 'B' });
    await journal.append({ op: 'rename-class', from: 'A', to: 'T' });
    await journal.append({ op: 'rename-class', from: 'B', to: 'A' });
    await journal.append({ op: 'rename-class', from: 'T', to: 'B' });
    expect(labels(journal)).toEqual({ a: 'B', b: 'A' });
  });
});
