import { appendFileSync, cpSync, mkdirSync, readFileSync } from 'node:fs';
import * as fileSystem from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { currentLabels } from '../../../../src/engine/exchange/currentLabels.ts';
import { journalName, openJournal } from '../../../../src/engine/journal/openJournal.ts';
import { makeFolder, open } from '../folder.ts';

/** A dataset that version 0.1 labeled, as it left it. */
function labeledBefore(name: string): string {
  const folder = makeFolder();
  const source = join(import.meta.dirname, 'journals', name);
  cpSync(source, folder, { recursive: true });
  mkdirSync(join(folder, '.label-scout'));
  cpSync(join(source, 'labels.jsonl'), join(folder, journalName));
  return folder;
}

async function openLabeled(folder: string) {
  const dataset = await open(folder);
  let count = 0;
  const journal = await openJournal(fileSystem, join(folder, journalName), {
    by: 'ada',
    now: Date.now,
    uuid: () => `00000000-0000-4000-8000-${String(count++).padStart(12, '0')}`,
  });
  if (dataset.former !== undefined) journal.adopt(dataset.former);
  return { dataset, journal, labels: () => currentLabels(dataset, journal.state) };
}

/** The labels of each row as version 0.1 exported them, under their present names. */
const datasets: Readonly<Record<string, { labels: readonly string[]; flagged: number; noted: number }>> = {
  csv: { labels: ['a', 'a', 'b', 'b', 'a'], flagged: 0, noted: 2 },
  jsonl: { labels: ['a', 'a', 'b', 'b', 'a'], flagged: 0, noted: 2 },
  parquet: { labels: ['a', 'a', 'b', 'b'], flagged: 1, noted: 3 },
  fractions: { labels: ['1', '0', '1', '0'], flagged: 3, noted: 3 },
  jsonids: { labels: ['A', 'B', '[]', 'A'], flagged: 0, noted: 1 },
  names: { labels: ['neg', 'pos', '-1', 'neg'], flagged: 0, noted: 1 },
};

test.each(Object.entries(datasets))(
  'every label of an earlier version is kept: %s',
  async (name, expected) => {
    const { labels } = await openLabeled(labeledBefore(name));
    expect(labels().map(({ row, label }) => [row, label])).toEqual([...expected.labels.entries()]);
    expect(
      labels()
        .filter(({ flagged }) => flagged)
        .map(({ row }) => row),
    ).toEqual([expected.flagged]);
    expect(
      labels()
        .filter(({ note }) => note !== '')
        .map(({ row }) => row),
    ).toEqual([expected.noted]);
  },
);

test.each(['csv', 'jsonl', 'parquet'])(
  'a sample labeled before is one sample when it is labeled anew: %s',
  async (name) => {
    const folder = labeledBefore(name);
    const { dataset, journal, labels } = await openLabeled(folder);
    const before = labels().map(({ label }) => label);
    const written = readFileSync(join(folder, journalName), 'utf8');
    await journal.append({ op: 'label', id: dataset.ids[0]!, label: 'b' });
    expect(labels().map(({ label }) => label)).toEqual(before.with(0, 'b'));
    expect(journal.state.labels.size).toBe(before.length);
    await journal.undo();
    expect(labels().map(({ label }) => label)).toEqual(before);
    expect(readFileSync(join(folder, journalName), 'utf8').startsWith(written)).toBe(true);
    const again = await openLabeled(folder);
    expect(again.labels().map(({ label }) => label)).toEqual(before);
  },
);

test('entries that arrive later under former names are read under the present ones', async () => {
  const folder = labeledBefore('csv');
  const { dataset, journal, labels } = await openLabeled(folder);
  const former = new Map(dataset.former!.ids.map(([id, present]) => [present, id]));
  const entry = {
    v: 1,
    e: 'late',
    op: 'label',
    id: former.get(dataset.ids[2]!),
    label: 'a',
    at: '2999-01-01T00:00:00Z',
    by: 'bob',
  };
  appendFileSync(join(folder, journalName), `${JSON.stringify(entry)}\n`);
  await journal.reload();
  expect(labels()[2]).toMatchObject({ id: dataset.ids[2], label: 'a' });
});

test('a journal of present names costs no second reading', async () => {
  const folder = labeledBefore('csv');
  const { dataset } = await openLabeled(folder);
  const journal = readFileSync(join(folder, journalName), 'utf8');
  const present = dataset.former!.ids.reduce(
    (text, [id, name]) => text.replaceAll(`"${id}"`, `"${name}"`),
    journal,
  );
  await fileSystem.writeFile(join(folder, journalName), present);
  expect((await open(folder)).former).toBeUndefined();
});
