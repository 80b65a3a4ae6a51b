import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Dataset } from '../../src/host/dataset.ts';
import { activated, folder, until } from './host.ts';

const learnedFile = join(folder, '.label-scout/cache/lal-warm-start.lal');
const truthFile = process.env['LABEL_SCOUT_TEST_TRUTH'] ?? '';

/** Sentences of the notifications that the command shows; each is answered by its first button, if it has one. */
const shown: string[] = [];
const { showInformationMessage, showErrorMessage } = vscode.window;
const answer = async (sentence: string, ...buttons: readonly unknown[]): Promise<unknown> => {
  shown.push(sentence);
  return buttons.find((button) => typeof button === 'string');
};

describe('a strategy of one’s own', () => {
  let dataset: Dataset;
  const train = (): Thenable<unknown> =>
    vscode.commands.executeCommand('labelScout.trainLalStrategy', { id: dataset.state.id });

  before(async () => {
    ({ dataset } = await activated());
    await (await dataset.open()).session.idle();
    Object.assign(vscode.window, { showInformationMessage: answer, showErrorMessage: answer });
  });
  after(() => void Object.assign(vscode.window, { showInformationMessage, showErrorMessage }));

  it('is refused with a sentence while there are too few labels', async () => {
    const { strategy, labeled } = dataset.state;
    assert.ok(labeled < 50);
    await train();
    assert.match(
      shown.at(-1) ?? '',
      /^Learning a strategy takes at least 50 labels \(so far: \d+\): label more samples first\.$/u,
    );
    assert.equal(existsSync(learnedFile), false);
    assert.equal(dataset.state.strategy, strategy);
  });

  it('is learned in the trainer, says what it is expected to gain, and is switched on', async function () {
    this.timeout(180_000);
    const [header, ...rows] = readFileSync(truthFile, 'utf8').trim().split('\n');
    const some = rows.filter((_, row) => row % 32 === 7);
    const labels = vscode.Uri.file(join(folder, 'known.csv'));
    await vscode.workspace.fs.writeFile(labels, new TextEncoder().encode([header, ...some, ''].join('\n')));
    await vscode.commands.executeCommand('labelScout.importLabels', { id: dataset.state.id }, labels);
    await vscode.workspace.fs.delete(labels);
    await until('the labels', () => dataset.state.labeled >= some.length);
    await train();
    assert.match(
      shown.at(-1) ?? '',
      /^Learned from \d+ labels in \d+ s\. On trials held out, the label it asks for lowers the error by −?\d\.\d\d percentage points: [+−]\d\.\d\d ± \d\.\d\d against random choice, [+−]\d\.\d\d ± \d\.\d\d against uncertainty\.$/u,
    );
    assert.ok(existsSync(learnedFile));
    await until('the strategy', () => dataset.state.strategy === 'lal-warm-start');
    const { session } = await dataset.open();
    await until('a ranking by it', () =>
      session.snapshot.upcoming.some(({ reason }) => reason?.predictedErrorReduction !== undefined),
    );
  });
});
