import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Entry } from './journal.ts';

/** Writes files below a new folder, and beside them a manifest unless the folder is to be none yet. */
function writeFolder(
  folder: string,
  files: Readonly<Record<string, string | Buffer>>,
  manifest?: object,
): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  if (manifest !== undefined) {
    const text = JSON.stringify({
      version: 1,
      testShare: 0,
      model: 'forest',
      strategy: 'margin',
      ...manifest,
    });
    writeFileSync(join(folder, 'label-scout.json'), text);
  }
  return folder;
}

const yesOrNo = [{ name: 'yes' }, { name: 'no' }];
const notes = Object.fromEntries(
  Array.from({ length: 12 }, (_, index) => [`${index}.txt`, `Note ${index}: ${'ab '.repeat(index)}end.`]),
);

/** Twelve short texts, with more in their manifest. */
export const writeNotesOf = (folder: string, manifest: Readonly<Record<string, string>>): string =>
  writeFolder(folder, notes, { source: { kind: 'text', files: ['*.txt'] }, classes: yesOrNo, ...manifest });

/** Twelve short texts. */
export const writeNotes = (folder: string, name: string): string => writeNotesOf(folder, { name });

/** A folder that is no dataset yet, but says the classes by its truth file. */
export const writeUnknownNotes = (folder: string): string => writeFolder(folder, notes);

/** Two images that can be read, an empty one, and a text that says it is one. */
export async function writePictures(folder: string): Promise<string> {
  const picture = (level: number) =>
    sharp({ create: { width: 24, height: 24, channels: 3, background: { r: level, g: 90, b: 120 } } })
      .png()
      .toBuffer();
  const files = {
    'a.png': await picture(10),
    'b.png': Buffer.alloc(0),
    'c.png': Buffer.from('this is not an image'),
    'd.png': await picture(240),
  };
  return writeFolder(folder, files, {
    name: 'Pictures',
    source: { kind: 'images', files: ['*.png'] },
    classes: yesOrNo,
  });
}

/** A table of `classes` classes, each row another, with one long value in every row. */
export function writeTable(folder: string, classes: number): string {
  const long = 'a value that goes on and on, as values of real tables do, '.repeat(9);
  const rows = Array.from(
    { length: Math.max(classes, 120) },
    (_, row) =>
      `${row},${row * 0.37},"${long}${row}",,class number ${String(row % classes).padStart(2, '0')}`,
  );
  const text = ['id,height in centimeters,remark,never there,kind', ...rows].join('\n');
  return writeFolder(
    folder,
    { 'table.csv': `${text}\n` },
    {
      name: `Table of ${classes} classes`,
      source: { kind: 'table', files: ['table.csv'], id: 'id', label: 'kind', labels: 'oracle' },
    },
  );
}

/** A table whose sixty rows have their labels: there is something to replay. */
export function writeLabeledTable(folder: string): string {
  const rows = Array.from(
    { length: 60 },
    (_, row) => `${row},${(row * 37) % 61},${(row * row) % 53},${['round', 'square', 'flat'][row % 3]}`,
  );
  return writeFolder(
    folder,
    { 'table.csv': `${['id,length,width,shape', ...rows].join('\n')}\n` },
    {
      name: 'Shapes',
      source: { kind: 'table', files: ['table.csv'], id: 'id', label: 'shape', labels: 'existing' },
    },
  );
}

/** Short texts and more classes than there are number keys. */
export const writeManyClasses = (folder: string): string =>
  writeFolder(folder, notes, {
    name: 'Many classes',
    source: { kind: 'text', files: ['*.txt'] },
    classes: Array.from({ length: 24 }, (_, index) => ({
      name: `topic ${index}`,
      guideline: `about subject ${index}`,
    })),
  });

/** Entries as somebody else's editor has written them. */
export function writeJournal(dataset: string, entries: readonly object[]): string {
  mkdirSync(join(dataset, '.label-scout'), { recursive: true });
  const file = join(dataset, '.label-scout/labels.jsonl');
  const lines = entries.map((entry, index) => JSON.stringify({ ...stamp(index), ...entry }));
  writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
  return file;
}

const stamp = (index: number): Omit<Entry, 'op'> => ({
  v: 1,
  e: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
  at: new Date(Date.UTC(2026, 0, 1, 0, 0, index)).toISOString(),
  by: 'somebody',
});
