import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeCurve } from '../../../src/engine/curveFile.ts';
import { HumanError } from '../../../src/engine/errors.ts';
import { journalName, openJournal } from '../../../src/engine/journal/openJournal.ts';
import { replaceFile } from '../../../src/engine/replaceFile.ts';
import { readStrategyState, rowsKey, writeStrategyState } from '../../../src/engine/strategyStateFile.ts';
import { filesIn } from '../../../src/runtime/filesIn.ts';
import { makeFolder } from '../data/folder.ts';

const startUpFile = 'alias ls="ls --color"\n';
const outside = (): string => join(makeFolder({ '.profile': startUpFile }), '.profile');

const label = async (folder: string): Promise<void> => {
  const facts = { by: 'ann', now: Date.now, uuid: () => crypto.randomUUID() };
  const journal = await openJournal(filesIn(folder), join(folder, journalName), facts);
  await journal.append({ op: 'label', id: 'touch broken', label: 'yes' });
};
const owner = { strategy: 'albe', rows: rowsKey(['a']) };

type Writer = (folder: string) => Promise<unknown>;
const writers: readonly (readonly [name: string, place: string, write: Writer])[] = [
  ['the journal', '.label-scout/labels.jsonl', label],
  ['the curve', '.label-scout/cache/curve.json', (folder) => writeCurve(filesIn(folder), [], 1)],
  [
    'the state of a strategy',
    '.label-scout/cache/strategy.json',
    (folder) => writeStrategyState(filesIn(folder), owner, { a: 1 }, 1),
  ],
  [
    'the manifest',
    'label-scout.json',
    (folder) => replaceFile(filesIn(folder), join(folder, 'label-scout.json'), '{}', 'ann'),
  ],
];

describe.each(writers)('%s', (_, place, write) => {
  it('is not written through a link, which the sentence names', async () => {
    const [target, folder] = [outside(), makeFolder({ '.label-scout/cache/other.json': '' })];
    symlinkSync(target, join(folder, place));
    const failure = await write(folder).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(HumanError);
    expect(String(failure)).toContain(`${join(folder, place)} is a link to ${JSON.stringify(target)}`);
    expect(readFileSync(target, 'utf8')).toBe(startUpFile);
  });

  it('is not made where a link names a file that is still to be made', async () => {
    const [elsewhere, folder] = [makeFolder(), makeFolder({ '.label-scout/cache/other.json': '' })];
    symlinkSync(join(elsewhere, '.profile'), join(folder, place));
    await expect(write(folder)).rejects.toThrow('is a link to');
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  it.skipIf(!place.includes('/'))('is not written into a folder that is a link', async () => {
    const [elsewhere, folder] = [makeFolder(), makeFolder()];
    symlinkSync(elsewhere, join(folder, '.label-scout'));
    await expect(write(folder)).rejects.toThrow(`${join(folder, '.label-scout')} is a link to`);
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('is not written into a pipe', async () => {
    const folder = makeFolder({ '.label-scout/cache/other.json': '' });
    execFileSync('mkfifo', [join(folder, place)]);
    await expect(write(folder)).rejects.toThrow('is no regular file: move it away');
  });

  it('is written where the folder itself is reached through a link, as a backup of hard links too', async () => {
    const folder = makeFolder();
    const [way, copy] = [join(makeFolder(), 'way'), join(makeFolder(), 'copy')];
    symlinkSync(folder, way);
    await write(way);
    expect(readFileSync(join(folder, place), 'utf8')).not.toBe('');
    linkSync(join(folder, place), copy);
    await write(way);
  });
});

it('a link that waits at the name of a draft is not written to', async () => {
  const [target, folder] = [outside(), makeFolder({ '.label-scout/cache/curve.json': '[]' })];
  symlinkSync(target, join(folder, '.label-scout/cache/curve.json.1.new'));
  await writeCurve(filesIn(folder), [], 1);
  expect(readFileSync(target, 'utf8')).toBe(startUpFile);
  expect(readdirSync(join(folder, '.label-scout/cache'))).toEqual(['curve.json']);
});

it('what git is told is not written through links either', async () => {
  const [elsewhere, folder] = [makeFolder(), makeFolder()];
  mkdirSync(join(folder, '.label-scout'));
  for (const name of ['.gitignore', '.gitattributes'])
    symlinkSync(join(elsewhere, name), join(folder, '.label-scout', name));
  await label(folder);
  expect(readdirSync(elsewhere)).toEqual([]);
});

it('a link among the caches is refused on reading: it would be in the way of writing', async () => {
  const [target, folder] = [outside(), makeFolder({ '.label-scout/cache/other.json': '' })];
  symlinkSync(target, join(folder, '.label-scout/cache/strategy.json'));
  await expect(readStrategyState(filesIn(folder), owner)).rejects.toThrow('is a link to');
});

it('nothing beside the folder is a file of the dataset', async () => {
  const folder = makeFolder();
  await expect(filesIn(folder).readFile(join(folder, '../x'))).rejects.toThrow('is not in the dataset');
});

describe('a path that a person names', () => {
  it('is found below the folder by whatever way it leads there', async () => {
    const [folder, elsewhere] = [makeFolder({ 'sub/a.txt': '' }), makeFolder()];
    symlinkSync(join(folder, 'sub'), join(elsewhere, 'way'));
    symlinkSync(elsewhere, join(folder, 'out'));
    const find = (path: string) => filesIn(folder).find(path);
    expect(await find(join(folder, 'new.csv'))).toBe(join(folder, 'new.csv'));
    expect(await find(join(elsewhere, 'way/new.csv'))).toBe(join(folder, 'sub/new.csv'));
    expect(await find(join(folder, 'out/new.csv'))).toBe(join(folder, 'out/new.csv'));
    expect(await find(join(elsewhere, 'new.csv'))).toBeUndefined();
    expect(await find(`${folder}-other/new.csv`)).toBeUndefined();
  });
});

it('two programs that make the journal at a time both keep their entries', async () => {
  const folder = makeFolder();
  await Promise.all([label(folder), label(folder), label(folder)]);
  expect(readFileSync(join(folder, journalName), 'utf8').trimEnd().split('\n')).toHaveLength(3);
});
