import assert from 'node:assert/strict';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Api } from '../../src/host/extension.ts';
import type { Dataset } from '../../src/host/dataset.ts';
import type { StatusRow } from '../../src/host/tree/rows.ts';
import { activated, folder, until } from './host.ts';

function journal(): { op: string; id: string; label: string }[] {
  const file = join(folder, '.label-scout/labels.jsonl');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** The tree as nested data: what a row says, and its children. */
const asData = ({ label, description, children }: StatusRow): unknown =>
  children.length === 0 ? `${label}: ${description}` : [`${label}: ${description}`, children.map(asData)];

describe('labeling in the extension host', () => {
  let api: Api;
  let dataset: Dataset;

  const label = (name: string) => vscode.commands.executeCommand('labelScout.labelAs', name);
  const labeled = (count: number) => until(`${count} labels`, () => dataset.state.labeled === count);

  before(async () => {
    ({ api, dataset } = await activated());
    assert.equal(api.datasets.all.length, 1);
  });

  it('opens the panel on the dataset of the workspace', async () => {
    await vscode.commands.executeCommand('labelScout.startLabeling');
    const tabs = vscode.window.tabGroups.all.flatMap(({ tabs: inGroup }) => inGroup);
    assert.ok(tabs.some(({ input }) => input instanceof vscode.TabInputWebview));
    await until('the dataset is open', () => dataset.state.phase === 'open');
    assert.equal(dataset.state.rows, 2000);
  });

  it('writes a label given by a command to the journal', async () => {
    await until('the panel answers', () => api.panels.labelPanel !== null);
    for (const [index, name] of ['0', '1', '2', '3'].entries()) {
      await label(name);
      await labeled(index + 1);
    }
    assert.deepEqual(
      journal().map((entry) => [entry.op, entry.label]),
      ['0', '1', '2', '3'].map((name) => ['label', name]),
    );
  });

  it('takes an answer back and gives it again', async () => {
    await vscode.commands.executeCommand('labelScout.undo');
    await labeled(3);
    await vscode.commands.executeCommand('labelScout.redo');
    await labeled(4);
    assert.deepEqual(
      journal()
        .slice(4)
        .map(({ op }) => op),
      ['undo', 'redo'],
    );
  });

  it('shows in the tree what it has', async () => {
    const [root] = api.tree.getChildren();
    const [head, rows] = asData(root!) as [string, unknown[]];
    assert.equal(head, 'Handwritten digits: 4/2000');
    const classes = rows.find((row) => Array.isArray(row) && String(row[0]).startsWith('Classes')) as [
      string,
      string[],
    ];
    assert.equal(classes[0], 'Classes: 4 labeled');
    assert.deepEqual(
      classes[1].map((row) => /^(\d): (\d)/.exec(row)?.slice(1).join(':')),
      ['0:1', '1:1', '2:1', '3:1', '4:0', '5:0', '6:0', '7:0', '8:0', '9:0'],
    );
  });

  it('takes up another strategy from the manifest', async () => {
    await dataset.editManifest({ strategy: 'random' });
    await until('the strategy', () => dataset.state.strategy === 'random');
    const manifest = JSON.parse(readFileSync(join(folder, 'label-scout.json'), 'utf8'));
    assert.equal(manifest.strategy, 'random');
  });

  it('says that the data has changed on disk, and reads it again', async () => {
    const added = join(folder, 'images/added.png');
    const [first] = readdirSync(join(folder, 'images'), { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('.png'),
    );
    const outside = mkdtempSync(join(folder, '../more-'));
    copyFileSync(join(folder, 'images', first!), join(outside, 'moved.png'));
    const inside = join(folder, 'images/more');
    for (const [what, rows, change] of [
      ['a file that came', 2001, () => copyFileSync(join(folder, 'images', first!), added)],
      ['a file that went', 2000, () => rmSync(added)],
      ['a folder that came', 2001, () => renameSync(outside, inside)],
      ['a folder that went', 2000, () => renameSync(inside, outside)],
    ] as const) {
      assert.equal(dataset.state.outdated, false);
      change();
      await until(`${what} is noticed`, () => dataset.state.outdated);
      assert.throws(() => dataset.requireCurrent(), /Handwritten digits has changed on disk/);
      await dataset.reopen();
      dataset.requireCurrent();
      assert.equal(dataset.state.rows, rows);
    }
  });

  it('goes on after the trainer was restarted', async () => {
    await vscode.commands.executeCommand('labelScout.restartTrainer');
    await until('the dataset is open', () => dataset.state.phase === 'open');
    await label('4');
    await labeled(5);
  });
});
