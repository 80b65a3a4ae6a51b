import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folderWith, json, labelScout } from './commandLine.ts';

const manifest = (classes?: readonly string[], labels = 'existing'): string =>
  JSON.stringify({
    version: 1,
    source: { kind: 'table', files: ['data.csv'], id: 'id', label: 'class', labels },
    ...(classes && { classes: classes.map((name) => ({ name })) }),
  });

/** Three classes that came with the data, and one row without. */
const animals = (): string =>
  folderWith({
    'data.csv': 'id,x,class\na,1,cat\nb,2,kitten\nc,3,dog\nd,4,\n',
    'label-scout.json': manifest(),
  });

const classesOf = async (folder: string): Promise<unknown> =>
  ((await json(['status', folder])) as { classes: unknown }).classes;

it('renames a class with all of its labels, those of the data too, and undo takes it back', async () => {
  const folder = animals();
  await labelScout(['label', folder, 'd', 'kitten']);
  const renamed = await labelScout(['rename-class', folder, 'kitten', ' young cat ']);
  expect(renamed).toEqual({ code: 0, out: 'kitten is called young cat now, with 2 labels.\n', err: '' });
  expect(await classesOf(folder)).toEqual({ cat: 1, dog: 1, 'young cat': 2 });
  expect(await labelScout(['label', folder, 'a', 'kitten'])).toMatchObject({
    code: 0,
    out: 'a is labeled young cat.\n',
  });
  await labelScout(['undo', folder]);
  expect((await labelScout(['undo', folder])).out).toBe('Undone: rename class kitten to young cat.\n');
  expect(await classesOf(folder)).toEqual({ cat: 1, dog: 1, kitten: 2 });
});

it('merges a class into another, by its former name too, and undo takes it back', async () => {
  const folder = animals();
  await labelScout(['rename-class', folder, 'kitten', 'young cat']);
  expect(await labelScout(['merge-class', folder, 'kitten', 'cat'])).toEqual({
    code: 0,
    out: 'young cat is part of cat now, with 1 label.\n',
    err: '',
  });
  expect(await classesOf(folder)).toEqual({ cat: 2, dog: 1 });
  await labelScout(['undo', folder]);
  expect(await classesOf(folder)).toEqual({ cat: 1, dog: 1, 'young cat': 1 });
});

it('prints the entry with --json, by the person named', async () => {
  const folder = animals();
  expect(await json(['rename-class', folder, 'dog', 'hound', '--by', 'Ann'])).toMatchObject({
    v: 1,
    op: 'rename-class',
    from: 'dog',
    to: 'hound',
    by: 'Ann',
  });
  expect(await json(['merge-class', folder, 'kitten', 'cat', '--by', 'Ann'])).toMatchObject({
    op: 'merge-class',
    from: ['kitten'],
    to: 'cat',
    by: 'Ann',
  });
  expect(readFileSync(join(folder, '.label-scout/labels.jsonl'), 'utf8').split('\n')).toHaveLength(3);
});

it('merges a class that the manifest has no more into one that it has', async () => {
  const data = 'id,x\na,1\nb,2\nc,3\n';
  const bare = (classes: readonly string[]): string =>
    JSON.stringify({
      version: 1,
      source: { kind: 'table', files: ['data.csv'], id: 'id' },
      classes: classes.map((name) => ({ name })),
    });
  const folder = folderWith({ 'data.csv': data, 'label-scout.json': bare(['cat', 'dog', 'pup']) });
  await labelScout(['label', folder, 'a', 'pup']);
  writeFileSync(join(folder, 'label-scout.json'), bare(['cat', 'dog']));
  expect(await labelScout(['merge-class', folder, 'pup', 'dog'])).toMatchObject({ code: 0 });
  expect(await classesOf(folder)).toEqual({ cat: 0, dog: 1 });
});

it.each([
  [['rename-class', 'cow', 'ox'], 2, 'has no class "cow"; its classes are cat, dog, kitten.'],
  [['rename-class', 'cat', 'dog'], 2, 'There is a class "dog" already; `label-scout merge-class` puts'],
  [['rename-class', 'cat', 'cat'], 2, 'cat is called so already'],
  [['rename-class', 'cat', ' '], 2, 'The new name of cat is empty'],
  [['rename-class', 'cat'], 2, "Missing required argument 'to'"],
  [['merge-class', 'cat', 'cow'], 2, 'has no class "cow"'],
  [['merge-class', 'cat', 'cat'], 2, 'cat cannot be merged into itself'],
  [['merge-class', 'cat', 'dog', '--format', 'csv'], 2, "Unknown option '--format'"],
])('%j is refused, and nothing is written', async ([command, ...args], code, sentence) => {
  const folder = animals();
  const ended = await labelScout([command!, folder, ...args]);
  expect([ended.code, ended.out]).toEqual([code, '']);
  expect(ended.err).toContain(sentence);
  expect(await json(['status', folder])).toMatchObject({ journal: { entries: 0 } });
});

it('keeps two classes, and lets no name stand for two of them', async () => {
  const folder = animals();
  await labelScout(['rename-class', folder, 'kitten', 'young cat']);
  expect(await labelScout(['rename-class', folder, 'dog', 'kitten'])).toMatchObject({
    code: 2,
    err: 'label-scout: "kitten" was the name of the class "young cat" and stands for it still; choose another.\n',
  });
  expect(await labelScout(['rename-class', folder, 'young cat', 'kitten'])).toMatchObject({ code: 0 });
  await labelScout(['merge-class', folder, 'kitten', 'cat']);
  expect(await labelScout(['merge-class', folder, 'dog', 'cat'])).toMatchObject({
    code: 1,
    err: 'label-scout: Two classes are the fewest there can be: none can be merged.\n',
  });
});

it('counts the notes of samples that are there', async () => {
  const folder = animals();
  await labelScout(['note', folder, 'a', 'odd']);
  await labelScout(['note', folder, 'b', 'odd too']);
  expect(await json(['status', folder])).toMatchObject({ flagged: 0, notes: 2 });
  await labelScout(['note', folder, 'a', '']);
  expect((await labelScout(['status', folder])).out).toContain('0 skipped, 0 flagged, 1 note\n');
});
