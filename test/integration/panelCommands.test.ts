import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Dataset } from '../../src/host/dataset.ts';
import type { Api } from '../../src/host/extension.ts';
import type { OpenDataset } from '../../src/host/openDataset.ts';
import { activated, folder, run, until } from './host.ts';

const journalFile = join(folder, '.label-scout/labels.jsonl');
interface Entry {
  readonly op: string;
  readonly id: string;
  readonly label?: string;
  readonly on?: boolean;
}
const entries = (): Entry[] =>
  readFileSync(journalFile, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Entry);

describe('commands that answer the sample on screen', () => {
  let api: Api;
  let dataset: Dataset;
  let open: OpenDataset;

  before(async () => {
    ({ api, dataset } = await activated());
    await run('startLabeling');
    open = await dataset.open();
    await open.session.idle();
  });
  after(async () => {
    await vscode.workspace.getConfiguration('labelScout').update('autoAdvance', undefined, false);
  });

  /** The sample on screen: for a moment after an answer there is none, while the next one is chosen. */
  const asked = async (): Promise<string> => {
    await until('a sample', () => open.session.snapshot.question !== null);
    return open.session.snapshot.question!.id;
  };

  it('labels with the class of a place', async () => {
    const id = await asked();
    await run('labelAs3');
    const last = entries().at(-1);
    assert.deepEqual([last?.op, last?.id, last?.label], ['label', id, '2']);
    assert.notEqual(await asked(), id);
  });

  it('skips and flags', async () => {
    const id = await asked();
    await run('flagSample');
    assert.deepEqual([entries().at(-1)?.op, entries().at(-1)?.on], ['flag', true]);
    assert.equal(await asked(), id);
    await run('flagSample');
    assert.equal(entries().at(-1)?.on, false);
    await run('skipSample');
    assert.deepEqual([entries().at(-1)?.op, entries().at(-1)?.id], ['skip', id]);
    assert.notEqual(await asked(), id);
  });

  it('writes nothing for a class that does not exist', async () => {
    const before = entries().length;
    await run('labelAs', 'no such class');
    assert.equal(entries().length, before);
    assert.equal(dataset.state.problem, null);
  });

  it('stays on the sample while auto-advance is off', async () => {
    await vscode.workspace.getConfiguration('labelScout').update('autoAdvance', false, false);
    const id = await asked();
    await run('labelAs1');
    await run('labelAs2');
    const last = entries().slice(-2);
    assert.deepEqual(
      last.map((entry) => [entry.id, entry.label]),
      [
        [id, '0'],
        [id, '1'],
      ],
    );
    const before = entries().length;
    await run('skipSample');
    assert.equal(entries().length, before);
  });

  it('takes a flag back from a sample that stays', async () => {
    await run('labelAs1');
    await run('flagSample');
    await run('flagSample');
    assert.deepEqual(
      entries()
        .slice(-2)
        .map(({ on }) => on),
      [true, false],
    );
    await run('skipSample');
  });

  it('shows a sample that stays as it was, once its label is undone', async () => {
    const id = await asked();
    await run('labelAs1');
    await run('undo');
    await run('skipSample');
    assert.deepEqual([entries().at(-1)?.op, entries().at(-1)?.id], ['skip', id]);
  });

  it('writes the labels out, one row per labeled sample, and reads them in', async () => {
    const target = vscode.Uri.file(join(tmpdir(), `label-scout-export-${process.pid}.csv`));
    await run('exportLabels', undefined, { format: 'csv', target });
    const [header, ...rows] = readFileSync(target.fsPath, 'utf8').trim().split('\n');
    assert.ok(header?.startsWith('id,label'));
    assert.equal(rows.length, dataset.state.labeled);

    const labeled = dataset.state.labeled;
    const id = open.facts.ids.find((candidate) => !readFileSync(journalFile, 'utf8').includes(candidate));
    writeFileSync(
      target.fsPath,
      `\uFEFFid;Label;flagged;note\r\n${id};7.0;TRUE;odd\r\nno-such-sample;7;;\r\nnone;;;\r\n`,
    );
    await run('importLabels', undefined, target);
    await until('the imported label', () => dataset.state.labeled === labeled + 1);
    assert.equal(open.journal.state.labels.get(id!)?.label, '7');
    assert.deepEqual([open.journal.state.flagged.has(id!), open.journal.state.notes.get(id!)], [true, 'odd']);
    // So that the tests that follow find no flag.
    await run('undo');
    await run('undo');
    await vscode.workspace.fs.delete(target);
  });

  it('gives a class another name, merges it into another, and takes both back', async () => {
    const names = (): string[] => dataset.state.classes.map(({ name }) => name);
    const before = names();
    const count = dataset.state.classes[3]!.count;
    const row = { id: `${dataset.state.id}#class 3`, label: '3', context: 'class' };
    await run('renameClass', row, 'three');
    await until('the new name', () => names()[3] === 'three');
    assert.deepEqual([entries().at(-1)?.op, dataset.state.classes[3]!.count], ['rename-class', count]);
    await run('renameClass', { ...row, label: 'three' }, '4');
    assert.equal(entries().at(-1)?.op, 'rename-class');
    // The journal knows the class by its former name still, so that no other may take it.
    const marks = entries().length;
    await run('renameClass', { ...row, label: '4' }, '3');
    assert.equal(entries().length, marks);
    await run('mergeClass', { ...row, label: 'three' }, '4');
    await until('the merged classes', () => names().length === before.length - 1);
    await run('undo');
    await run('undo');
    await until('the classes as they were', () => names()[3] === '3');
    assert.deepEqual(names(), before);
  });

  it('goes back to a sample that was labeled', async () => {
    const id = entries().findLast(({ op }) => op === 'label')!.id;
    await run('goToSample', undefined, id);
    assert.equal(await asked(), id);
    assert.notEqual(open.session.snapshot.question?.label, null);
    await run('skipSample');
    assert.notEqual(await asked(), id);
  });

  it('takes in what others write to the journal', async () => {
    const labeled = dataset.state.labeled;
    const id = open.facts.ids.find((candidate) => !readFileSync(journalFile, 'utf8').includes(candidate));
    const at = new Date(Date.now() + 1000).toISOString();
    const entry = { v: 1, e: crypto.randomUUID(), op: 'label', id, label: '5', at, by: 'somebody else' };
    writeFileSync(journalFile, `${JSON.stringify(entry)}\n`, { flag: 'a' });
    await until('the label of somebody else', () => dataset.state.labeled === labeled + 1);
  });

  it('loses neither of two changes of the manifest at once', async () => {
    await Promise.all([
      dataset.editManifest({ metric: 'macro-f1' }),
      dataset.editManifest({ model: 'logistic' }),
    ]);
    assert.deepEqual([dataset.state.metric, dataset.state.model], ['macro-f1', 'logistic']);
    await dataset.editManifest({ metric: undefined, model: undefined });
  });

  it('has the tree read anew when its rows change, and only then', async () => {
    let reads = 0;
    const listening = api.tree.onDidChangeTreeData(() => reads++);
    const settings = vscode.workspace.getConfiguration('labelScout');
    await open.session.idle();
    // On a busy machine a row may still change meanwhile; a tree that is always read anew is so every time.
    let quiet = false;
    for (let attempt = 0; attempt < 10 && !quiet; attempt++) {
      reads = 0;
      await settings.update('autoAdvance', attempt % 2 === 0, false);
      await new Promise((resolve) => setTimeout(resolve, 1000));
      quiet = reads === 0;
    }
    assert.ok(quiet);
    await dataset.editManifest({ metric: 'macro-f1' });
    await until('the tree is read anew', () => reads > 0);
    await dataset.editManifest({ metric: undefined });
    await settings.update('autoAdvance', false, false);
    listening.dispose();
  });

  it('says what is wrong with the settings until it is mended', async () => {
    await dataset.editManifest({ metric: 'ams' });
    assert.match(dataset.state.problem ?? '', /ams/);
    await run('labelAs1');
    assert.match(dataset.state.problem ?? '', /ams/);
    await dataset.editManifest({ metric: undefined });
    assert.equal(dataset.state.problem, null);
  });

  it('never copies the sample dataset over a folder of somebody', async () => {
    const own = join(folder, 'texts of mine', 'emails');
    mkdirSync(own, { recursive: true });
    writeFileSync(join(own, 'mine.txt'), 'not to be lost');
    await run('openSampleDataset', 'emails', vscode.Uri.file(join(folder, 'texts of mine')));
    assert.equal(readFileSync(join(own, 'mine.txt'), 'utf8'), 'not to be lost');
  });

  it('writes the strategy into the manifest and keeps its other fields', async () => {
    const manifest = join(folder, 'label-scout.json');
    const before = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, unknown>;
    await run('selectStrategy', { id: dataset.state.id }, 'uncertainty');
    const written = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, unknown>;
    assert.deepEqual(written, { ...before, strategy: 'uncertainty' });
    assert.equal(dataset.state.strategy, 'uncertainty');
  });

  it('says what is wrong with a manifest, and goes on when it is mended', async () => {
    const manifest = join(folder, 'label-scout.json');
    const right = readFileSync(manifest, 'utf8');
    writeFileSync(manifest, right.replace('"images"', '"pictures"'));
    await until('the problem', () => dataset.state.problem?.includes('source.kind') === true);
    writeFileSync(manifest, right);
    await until('the dataset', () => dataset.state.phase === 'open' && dataset.state.problem === null);
  });

  it('makes a folder of texts a dataset and opens it', async () => {
    const texts = join(folder, 'texts');
    mkdirSync(texts);
    for (const name of ['1', '2', '3', '4']) writeFileSync(join(texts, `${name}.txt`), `text number ${name}`);
    const { showInformationMessage } = vscode.window;
    const shown: unknown[] = [];
    const choose = (...message: unknown[]): Promise<unknown> =>
      Promise.resolve((shown.push(...message), message[1]));
    Object.assign(vscode.window, { showInformationMessage: choose });
    try {
      await run('newDataset', vscode.Uri.file(texts), { classes: ['ham', 'spam'] });
      await until(
        'the manifest beside the summary',
        () => vscode.window.activeTextEditor?.document.fileName === join(texts, 'label-scout.json'),
      );
    } finally {
      Object.assign(vscode.window, { showInformationMessage });
    }
    assert.deepEqual(shown, ['4 texts are taken: 4 .txt.', 'Change…']);
    assert.match(
      vscode.window.activeTextEditor!.document.getText(vscode.window.activeTextEditor!.selection),
      /"files"/,
    );
    const made = api.datasets.all.find(({ state }) => state.id.includes('texts'));
    await until('the new dataset', () => made?.state.rows === 4);
    assert.deepEqual(
      made?.state.classes.map(({ name }) => name),
      ['ham', 'spam'],
    );
  });
});
