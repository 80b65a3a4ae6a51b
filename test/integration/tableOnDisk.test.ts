import assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import type { Dataset } from '../../src/host/dataset.ts';
import type { Datasets } from '../../src/host/datasets.ts';
import { activated, folder, until } from './host.ts';

const place = join(folder, 'tickets');
const table = join(place, 'tickets.csv');

const text = (rows: number): string =>
  ['id,words', ...Array.from({ length: rows }, (_, row) => `t${row},${(row * 7) % 11}`), ''].join('\n');

describe('a table that another file replaces', () => {
  let datasets: Datasets;
  let dataset: Dataset;

  before(async () => {
    ({
      api: { datasets },
    } = await activated());
    mkdirSync(place);
    writeFileSync(table, text(20));
    const source = { kind: 'table', files: ['tickets.csv'], id: 'id' };
    writeFileSync(
      join(place, 'label-scout.json'),
      JSON.stringify({ version: 1, name: 'Tickets', source, classes: [{ name: 'bug' }, { name: 'idea' }] }),
    );
    const found = () => datasets.all.find(({ uri }) => uri.path.endsWith('/tickets/label-scout.json'));
    await until('the dataset is found', () => found() !== undefined);
    dataset = found()!;
    await dataset.open();
  });

  after(async () => {
    rmSync(place, { recursive: true });
    await until('the dataset is gone', () => !datasets.all.includes(dataset));
  });

  it('is read again, though the file is older than the dataset was opened', async () => {
    assert.equal(dataset.state.rows, 20);
    const download = join(place, 'download.tmp');
    writeFileSync(download, text(25));
    const yesterday = new Date(Date.now() - 24 * 60 * 60 * 1000);
    utimesSync(download, yesterday, yesterday);
    renameSync(download, table);
    await until('the change is noticed', () => dataset.state.outdated);
    await dataset.reopen();
    assert.equal(dataset.state.rows, 25);
  });
});
