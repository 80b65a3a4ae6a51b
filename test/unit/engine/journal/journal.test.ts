import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import * as fileSystem from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HumanError } from '../../../../src/engine/errors.ts';
import { openJournal } from '../../../../src/engine/journal/openJournal.ts';
import type { Journal } from '../../../../src/engine/journal/types.ts';
import { createRng } from '../../../../src/engine/rng.ts';
import { line, MemoryFiles, plain, randomDraft, stamps } from './helpers.ts';

const path = '/data/.label-scout/labels.jsonl';
const openIn = (files: MemoryFiles, by = 'ann', seed = by): Promise<Journal> =>
  openJournal(files, path, { by, ...stamps(seed) });
const openText = (text: string): Promise<Journal> => {
  const files = new MemoryFiles();
  files.files.set(path, text);
  return openIn(files);
};
const labels = ({ state }: Journal): Record<string, string> =>
  Object.fromEntries([...state.labels].map(([id, { label }]) => [id, label]));

describe('on a real disk', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'journal-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('makes its folder, one line per entry, and reads back what it wrote', async () => {
    const file = join(folder, '.label-scout', 'labels.jsonl');
    const journal = await openJournal(fileSystem, file, { by: 'ann', ...stamps('disk') });
    await Promise.all([
      journal.append({ op: 'label', id: 'a', label: 'Straße' }),
      journal.append({ op: 'skip', id: 'b' }),
    ]);
    await journal.undo();
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    expect(lines.map((text) => (JSON.parse(text) as { op: string }).op)).toEqual(['label', 'skip', 'undo']);
    expect(await readFile(join(folder, '.label-scout', '.gitignore'), 'utf8')).toBe('cache/\n');
    expect(await readFile(join(folder, '.label-scout', '.gitattributes'), 'utf8')).toBe(
      '.git* text eol=lf\nlabels.jsonl text eol=lf merge=union\n',
    );
    const again = await openJournal(fileSystem, file, { by: 'ann', ...stamps('disk2') });
    expect(plain(again.state, ['ann'])).toEqual(plain(journal.state, ['ann']));
    expect(labels(again)).toEqual({ a: 'Straße' });
  });

  test('keeps the cache out of git in a folder that was there before it', async () => {
    await mkdir(join(folder, '.label-scout', 'cache'), { recursive: true });
    const file = join(folder, '.label-scout', 'labels.jsonl');
    const journal = await openJournal(fileSystem, file, { by: 'ann', ...stamps('disk') });
    await journal.append({ op: 'skip', id: 'a' });
    const ignored = join(folder, '.label-scout', '.gitignore');
    expect(await readFile(ignored, 'utf8')).toBe('cache/\n');
    await writeFile(ignored, 'mine');
    await journal.append({ op: 'skip', id: 'b' });
    expect(await readFile(ignored, 'utf8')).toBe('mine');
  });

  test('says what to do when a file stands where its folder should be', async () => {
    await writeFile(join(folder, '.label-scout'), '');
    const file = join(folder, '.label-scout', 'labels.jsonl');
    const opened = openJournal(fileSystem, file, { by: 'ann', ...stamps('x') });
    await expect(opened).rejects.toThrow(/could not be read.*Move that file away/u);
  });
});

describe('reading', () => {
  test('skips and numbers lines that are no entries', async () => {
    const good = line({ e: '1', op: 'label', id: 'a', label: 'cat' });
    const journal = await openText(
      `${good}<<<<<<< HEAD\n\n{"v":1}\n${line({ e: '2', op: 'label', id: 'b' })}${line({ e: '3', op: 'skip', id: 'c' })}{"v":1,"e":"4","op":"sk`,
    );
    expect(journal.state.unreadableLines).toEqual([2, 4, 5, 7]);
    expect(journal.state.conflictMarks).toEqual([2]);
    expect(journal.state.tornTail).toBe(true);
    expect(labels(journal)).toEqual({ a: 'cat' });
    expect([...journal.state.skipped.keys()]).toEqual(['c']);
  });

  test('a whole last line without its newline counts', async () => {
    const journal = await openText(line({ e: '1', op: 'label', id: 'a', label: 'cat' }).trimEnd());
    expect(journal.state.tornTail).toBe(false);
    expect(labels(journal)).toEqual({ a: 'cat' });
    await journal.append({ op: 'label', id: 'b', label: 'dog' });
    await journal.reload();
    expect(labels(journal)).toEqual({ a: 'cat', b: 'dog' });
  });

  test.each([
    [
      'a higher version',
      line({ v: 2 as never, e: '1', op: 'label' }),
      /Line 2 .* version 2.*update Label Scout/u,
    ],
    [
      'an unknown operation',
      line({ e: '1', op: 'tag' as never }),
      /Line 2 .*operation "tag".*update Label Scout/u,
    ],
  ])('refuses %s', async (_what, text, sentence) => {
    const opened = openText(line({ e: '0', op: 'skip', id: 'a' }) + text);
    await expect(opened).rejects.toThrow(HumanError);
    await expect(openText(`\n${text}`)).rejects.toThrow(sentence);
  });

  test('refuses to append to a journal that has become newer, and writes nothing', async () => {
    const files = new MemoryFiles();
    const journal = await openIn(files);
    await journal.append({ op: 'skip', id: 'a' });
    const text = files.files.get(path)! + line({ v: 2 as never, e: '1', op: 'label' });
    files.files.set(path, text);
    await expect(journal.append({ op: 'skip', id: 'b' })).rejects.toThrow(/version 2/u);
    expect(files.files.get(path)).toBe(text);
  });
});

test('entries are ordered by the moment, then the person, wherever they stand', async () => {
  const label = (e: string, at: string, name: string, by = 'ann') =>
    line({ e, op: 'label', id: 'a', label: name, at, by });
  const journal = await openText(
    label('1', '2026-01-01T12:00:00+02:00', 'early') +
      label('2', '2026-01-01T11:00:00', 'late', 'bob') +
      label('3', '2026-01-01T11:00:00.000Z', 'ann is first'),
  );
  expect(labels(journal)).toEqual({ a: 'late' });
  expect(journal.state.undoable('bob')).toMatchObject({ e: '2' });
});

describe('meaning', () => {
  test('undo and redo are per person, and redo is void after a new entry', async () => {
    const files = new MemoryFiles();
    const ann = await openIn(files);
    const bob = await openIn(files, 'bob');
    await ann.append({ op: 'label', id: 'a', label: 'cat' });
    await bob.append({ op: 'label', id: 'b', label: 'dog' });
    await ann.append({ op: 'label', id: 'c', label: 'cat' });
    expect(await bob.undo()).toMatchObject({ id: 'b' });
    expect(await bob.undo()).toBeNull();
    expect(await ann.undo()).toMatchObject({ id: 'c' });
    expect(await ann.undo()).toMatchObject({ id: 'a' });
    expect(await ann.redo()).toMatchObject({ id: 'a' });
    expect(labels(ann)).toEqual({ a: 'cat' });
    expect(ann.state.redoable('ann')).toMatchObject({ id: 'c' });
    await ann.append({ op: 'skip', id: 'd' });
    expect(await ann.redo()).toBeNull();
    expect(await bob.redo()).toMatchObject({ id: 'b' });
    expect(labels(bob)).toEqual({ a: 'cat', b: 'dog' });
  });

  test('an undo of an unknown entry is reported and changes nothing', async () => {
    const journal = await openText(
      line({ e: '1', op: 'skip', id: 'a' }) + line({ e: '2', op: 'undo', target: 'nowhere' }),
    );
    expect(journal.state.problems).toEqual([expect.stringContaining('nowhere')]);
    const nested = await openText(
      line({ e: '1', op: 'skip', id: 'a' }) +
        line({ e: '2', op: 'undo', target: '1' }) +
        line({ e: '3', op: 'undo', target: '2' }),
    );
    expect(nested.state.problems).toEqual([expect.stringContaining('names an undo or a redo')]);
    expect(nested.state.skipped.size).toBe(0);
    expect(journal.state.skipped.size).toBe(1);
  });

  test('a label clears a skip, a skip leaves a label', async () => {
    const journal = await openIn(new MemoryFiles());
    await journal.append({ op: 'skip', id: 'a' });
    await journal.append({ op: 'label', id: 'a', label: 'cat' });
    await journal.append({ op: 'skip', id: 'a' });
    expect(labels(journal)).toEqual({ a: 'cat' });
    expect(journal.state.skipped.size).toBe(0);
  });
});

describe('writing', () => {
  test('stamps later than the file, even when the clock stands behind', async () => {
    const files = new MemoryFiles();
    files.files.set(path, line({ e: '1', op: 'skip', id: 'a', at: '2030-01-01T00:00:00.000Z' }));
    const journal = await openIn(files);
    const entry = await journal.append({ op: 'skip', id: 'b' });
    expect(entry.at).toBe('2030-01-01T00:00:00.001Z');
  });

  test('an entry after the last day of the year 9999 can be read again', async () => {
    const files = new MemoryFiles();
    files.files.set(path, line({ e: '1', op: 'skip', id: 'a', at: '9999-12-31T23:59:59.999Z' }));
    await (await openIn(files)).append({ op: 'label', id: 'b', label: 'cat' });
    const reopened = await openIn(files);
    expect(labels(reopened)).toEqual({ b: 'cat' });
    expect(reopened.state.unreadableLines).toEqual([]);
  });

  test('a torn line stays torn: the next entry starts on a line of its own', async () => {
    const files = new MemoryFiles();
    files.files.set(path, `${line({ e: '1', op: 'skip', id: 'a' })}{"v":1,"e"`);
    const journal = await openIn(files);
    await journal.append({ op: 'skip', id: 'b' });
    expect(journal.state.tornTail).toBe(false);
    await journal.reload();
    expect([...journal.state.skipped.keys()]).toEqual(['a', 'b']);
    expect(journal.state.unreadableLines).toEqual([2]);
  });

  test('a full disk rejects with a sentence, leaves the state and recovers', async () => {
    const files = new MemoryFiles();
    const journal = await openIn(files);
    await journal.append({ op: 'label', id: 'a', label: 'cat' });
    files.room = 0;
    await expect(journal.append({ op: 'label', id: 'b', label: 'dog' })).rejects.toThrow(/disk is full/u);
    expect(labels(journal)).toEqual({ a: 'cat' });
    files.room = Infinity;
    await journal.append({ op: 'label', id: 'c', label: 'dog' });
    expect(labels(journal)).toEqual({ a: 'cat', c: 'dog' });
  });

  test('a label that did not reach the disk does not count', async () => {
    const files = new MemoryFiles();
    const journal = await openIn(files);
    files.syncFails = true;
    await expect(journal.append({ op: 'label', id: 'a', label: 'cat' })).rejects.toThrow(HumanError);
    expect(journal.state.labels.size).toBe(0);
  });

  test('sees what others wrote meanwhile', async () => {
    const files = new MemoryFiles();
    const ann = await openIn(files);
    const bob = await openIn(files, 'bob');
    await bob.append({ op: 'label', id: 'b', label: 'dog' });
    await ann.append({ op: 'label', id: 'a', label: 'cat' });
    expect(labels(ann)).toEqual({ b: 'dog', a: 'cat' });
    expect(await ann.reload()).toBe(false);
    expect(await bob.reload()).toBe(true);
    expect(labels(bob)).toEqual({ b: 'dog', a: 'cat' });
  });
});

describe.each([1, 2, 3])('random histories, seed %i', (seed) => {
  const history = async (by: string, files: MemoryFiles, steps: number): Promise<Journal> => {
    const rng = createRng(seed).fork(by);
    const journal = await openIn(files, by, `${by}${seed}`);
    for (let step = 0; step < steps; step++) {
      const roll = rng.below(8);
      if (roll === 0) await journal.undo();
      else if (roll === 1) await journal.redo();
      else await journal.append(randomDraft(rng));
    }
    return journal;
  };

  test('what was written is what is read', async () => {
    const files = new MemoryFiles();
    const journal = await history('ann', files, 60);
    const again = await openIn(files, 'ann', 'again');
    expect(plain(again.state, ['ann'])).toEqual(plain(journal.state, ['ann']));
    expect(again.state.entries).toBe(journal.state.entries);
  });

  test('cut at any byte, the file gives the state of its whole lines, and can be written on', async () => {
    const files = new MemoryFiles();
    await history('ann', files, 11);
    const bytes = Buffer.from(files.files.get(path)!);
    for (let length = 0; length <= bytes.length; length++) {
      const text = bytes.subarray(0, length).toString('utf8');
      const torn = await openText(text);
      const whole = text.slice(0, text.lastIndexOf('\n') + 1);
      const missing = text.slice(whole.length);
      const complete = isJson(missing) ? `${text}\n` : whole;
      expect(plain(torn.state, ['ann'])).toEqual(plain((await openText(complete)).state, ['ann']));
      expect(torn.state.tornTail).toBe(missing !== '' && !isJson(missing));
    }
  });

  test('two writers merged in any order of lines mean the same', async () => {
    const [first, second] = [new MemoryFiles(), new MemoryFiles()];
    await history('ann', first, 25);
    await history('bob', second, 25);
    const lines = (first.files.get(path)! + second.files.get(path)!).trimEnd().split('\n');
    const merged = plain((await openText(`${lines.join('\n')}\n`)).state, ['ann', 'bob']);
    for (let shuffle = 0; shuffle < 5; shuffle++) {
      const rng = createRng(seed).fork('shuffle', shuffle);
      const keys = new Map(lines.map((text) => [text, rng.uniform()]));
      const shuffled = [...lines, lines[0]!].sort((a, b) => keys.get(a)! - keys.get(b)!);
      const state = (await openText(`${shuffled.join('\n')}\n`)).state;
      expect(plain(state, ['ann', 'bob'])).toEqual(merged);
    }
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
