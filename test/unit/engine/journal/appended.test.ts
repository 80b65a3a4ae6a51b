import { expect, test } from 'vitest';
import { openJournal } from '../../../../src/engine/journal/openJournal.ts';
import { createRng } from '../../../../src/engine/rng.ts';
import { MemoryFiles, plain, randomDraft, stamps } from './helpers.ts';

const path = '/data/.label-scout/labels.jsonl';
const people = ['ann', 'bob'];

test.each([1, 2, 3])('what is appended is as if all were read anew (seed %i)', async (seed) => {
  const rng = createRng(`appended ${seed}`);
  const files = new MemoryFiles();
  const open = (by: string, name: string) => openJournal(files, path, { by, ...stamps(name) });
  const journals = await Promise.all(people.map((by) => open(by, by)));
  for (let step = 0; step < 150; step++) {
    // Mostly one person at a time, as it is: their journal goes on from what it knows.
    const journal = journals[rng.below(8) === 0 ? 1 : 0]!;
    const before = journal.state;
    const roll = rng.below(20);
    if (roll === 0) await journal.undo();
    else if (roll === 1) await journal.redo();
    else if (roll === 2) await journal.appendAll([randomDraft(rng), randomDraft(rng)]);
    else await journal.append(randomDraft(rng));
    const anew = (await open('cat', `cat ${step}`)).state;
    expect(plain(journal.state, people)).toEqual(plain(anew, people));
    expect(journal.state.entries).toBe(anew.entries);
    const appended = journal.state.appendedSince(before);
    if (appended) expect(journal.state.entries).toBe(before.entries + appended.length);
  }
});

test('it says what was appended, and does not where the file was read anew or something was taken back', async () => {
  const files = new MemoryFiles();
  const journal = await openJournal(files, path, { by: 'ann', ...stamps('ann') });
  const { state: empty } = journal;
  const first = await journal.append({ op: 'label', id: 'a', label: 'cat' });
  const { state: one } = journal;
  const second = await journal.append({ op: 'skip', id: 'b' });
  expect(journal.state.appendedSince(empty)).toEqual([first, second]);
  expect(journal.state.appendedSince(one)).toEqual([second]);
  expect(one.appendedSince(empty)).toEqual([first]);
  expect(journal.state.appendedSince(journal.state)).toEqual([]);
  const { state: two } = journal;
  await journal.undo();
  expect(journal.state.appendedSince(two)).toBeNull();
  const { state: undone } = journal;
  const other = await openJournal(files, path, { by: 'bob', ...stamps('bob') });
  await other.append({ op: 'label', id: 'c', label: 'dog' });
  await journal.append({ op: 'label', id: 'd', label: 'dog' });
  expect(journal.state.appendedSince(undone)).toBeNull();
  expect([...journal.state.labels.keys()]).toEqual(['a', 'c', 'd']);
});

test('a file is not read again for what the journal itself wrote, and is for what others wrote', async () => {
  const files = new MemoryFiles();
  const journal = await openJournal(files, path, { by: 'ann', ...stamps('ann') });
  await journal.append({ op: 'label', id: 'a', label: 'cat' });
  const { reads } = files;
  expect(await journal.reload()).toBe(false);
  expect(files.reads).toBe(reads);
  // By hand, and of the same length.
  files.files.set(path, files.files.get(path)!.replace('"cat"', '"dog"'));
  expect(await journal.reload()).toBe(true);
  expect(journal.state.labels.get('a')?.label).toBe('dog');
  const other = await openJournal(files, path, { by: 'bob', ...stamps('bob') });
  await other.append({ op: 'label', id: 'b', label: 'cat' });
  await journal.append({ op: 'label', id: 'c', label: 'cat' });
  await other.append({ op: 'label', id: 'd', label: 'cat' });
  expect(await journal.reload()).toBe(true);
  expect([...journal.state.labels.keys()]).toEqual(['a', 'b', 'c', 'd']);
});
