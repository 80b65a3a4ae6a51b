import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import * as vscode from 'vscode';
import { openDataset } from '../../src/data/open.ts';
import type { FeatureView } from '../../src/engine/featureView.ts';
import { allocateMatrix, offsetOf, type FeatureMatrix } from '../../src/engine/matrix.ts';
import type { Dataset } from '../../src/host/dataset.ts';
import type { Api } from '../../src/host/extension.ts';
import type { OpenDataset } from '../../src/host/openDataset.ts';
import { activated, folder, readTruth, run, until } from './host.ts';
import { readMetadata } from './onnxFile.ts';

const manifestFile = join(folder, 'label-scout.json');
/** Training a network on a busy machine of two cores. */
const patienceMs = 120_000;

describe('networks in the extension host', function () {
  this.timeout(2 * patienceMs);
  const truth = readTruth();
  const manifest = readFileSync(manifestFile, 'utf8');
  let api: Api;
  let dataset: Dataset;
  let open: OpenDataset;

  const labelNext = async (): Promise<void> => {
    const { id } = open.session.snapshot.question!;
    await open.session.label(id, truth.get(id)!);
  };
  const trainer = (): string => {
    const [root] = api.tree.getChildren();
    return root!.children.find(({ label }) => label === 'Trainer')!.description;
  };
  /** Chooses model and strategy as a person does who edits the manifest. */
  const choose = async (changes: { readonly model: string; readonly [field: string]: unknown }) => {
    writeFileSync(manifestFile, JSON.stringify({ ...JSON.parse(manifest), ...changes }));
    await until('the model', () => dataset.state.model === changes.model, patienceMs);
    const wanted = JSON.stringify(changes['modelOptions'] ?? {});
    await until('its options', () => {
      const { modelOptions } = open.session.snapshot.settings;
      return Object.entries(JSON.parse(wanted) as object).every(
        ([name, value]) => modelOptions[name] === value,
      );
    });
  };

  before(async () => {
    ({ api, dataset } = await activated());
    await run('startLabeling');
    open = await dataset.open();
    await open.session.idle();
    while (open.session.snapshot.labeled < 16) {
      await labelNext();
      await open.session.idle();
    }
  });
  after(async () => {
    writeFileSync(manifestFile, manifest);
    await until('the model', () => dataset.state.model === 'forest', patienceMs);
    await open.session.idle();
  });

  for (const { model, modelOptions, view, dims } of [
    { model: 'forest', modelOptions: {}, view: 'features', dims: [1124] },
    { model: 'cnn', modelOptions: { minimumSteps: 40 }, view: 'pixels', dims: [1, 32, 32] },
  ] as const) {
    it(`exports a ${model} that ONNX Runtime opens and that says what the panel suggests`, async () => {
      await choose({ model, modelOptions });
      await open.session.idle();
      const target = vscode.Uri.file(join(tmpdir(), `label-scout-${process.pid}-${model}.onnx`));
      await run('exportModel', { id: dataset.state.id }, { target });

      const metadata = readMetadata(target.fsPath);
      const classes = JSON.parse(metadata['classes']!) as string[];
      const learned = new Set(open.session.trainingRequest().labels);
      assert.deepEqual(
        classes,
        open.facts.classes.filter((_name, label) => learned.has(label)),
      );
      assert.match(metadata['input']!, model === 'cnn' ? /resized to 32 × 32.*gray/u : /\.$/u);
      const columns = dims.reduce<number>((product, dim) => product * dim, 1);
      assert.equal((JSON.parse(metadata['features']!) as string[]).length, columns);

      const asked = open.session.snapshot.upcoming.filter(({ suggestion }) => suggestion !== null);
      assert.ok(asked.length > 10);
      const said = await predict(
        target.fsPath,
        asked.map(({ row }) => row),
        view,
        dims,
      );
      for (const [index, { suggestion }] of asked.entries()) {
        const shares = said.subarray(index * classes.length, (index + 1) * classes.length);
        const share = shares[classes.indexOf(suggestion!.label)]!;
        assert.ok(
          Math.abs(share - suggestion!.probability) < 1e-5,
          `${share} for ${suggestion!.probability}`,
        );
        assert.ok(Math.max(...shares) < share + 1e-5);
      }
      rmSync(target.fsPath);
    });

    it(`writes what a ${model} says of every sample, as the panel suggests`, async () => {
      await choose({ model, modelOptions });
      await open.session.idle();
      const target = vscode.Uri.file(join(tmpdir(), `label-scout-${process.pid}-${model}.csv`));
      await run('exportPredictions', { id: dataset.state.id }, { format: 'csv', target });
      const [header, ...lines] = readFileSync(target.fsPath, 'utf8').trimEnd().split('\n');
      assert.equal(header, 'id,predicted,probability,label');
      assert.equal(lines.length, open.facts.ids.length);
      assert.equal(lines.filter((line) => !line.endsWith(',')).length, dataset.state.labeled);
      const asked = open.session.snapshot.upcoming.filter(({ suggestion }) => suggestion !== null);
      for (const { row, id, suggestion } of asked) {
        const [named, predicted, probability] = lines[row]!.split(',');
        assert.deepEqual([named, predicted], [id, suggestion!.label]);
        assert.ok(Math.abs(Number(probability) - suggestion!.probability) < 1e-4);
      }
      rmSync(target.fsPath);
    });
  }

  it('goes on labeling while a network is trained, and tells its epoch, its loss and the time left', async () => {
    // More epochs than any machine does while the test labels.
    await choose({ model: 'cnn', strategy: 'igradv-ld', modelOptions: { minimumSteps: 100_000 } });
    const told = /^round \d+ · epoch \d+\/[\d,]+ · [\d.,]+ m?s left · loss \d+\.\d{3}$/u;
    await until('an epoch in the tree', () => told.test(trainer()), patienceMs);
    const { labeled } = dataset.state;
    const seen = new Set<string>();
    for (let step = 1; step <= 4; step++) {
      await until('a sample', () => open.session.snapshot.question !== null);
      seen.add(open.session.snapshot.question!.id);
      await labelNext();
      assert.equal(open.session.snapshot.labeled, labeled + step);
      assert.equal(open.session.snapshot.training.running, true);
    }
    assert.equal(seen.size, 4);
  });

  it('ranks by gradients once the network is trained', async () => {
    await choose({ model: 'cnn', strategy: 'igradv-ld', modelOptions: { minimumSteps: 40 } });
    await until('the ranking', () => !open.session.snapshot.training.running, patienceMs);
    const reasons = open.session.snapshot.upcoming.map(({ reason }) => reason?.text ?? '');
    assert.ok(reasons.length >= 20);
    for (const reason of reasons) assert.match(reason, /\d+ labels measured/u);
  });

  /** Class probabilities of rows by the exported model: `rows × classes`. */
  async function predict(
    path: string,
    rows: readonly number[],
    view: FeatureView,
    dims: readonly number[],
  ): Promise<Float32Array> {
    const data = await openDataset(folder);
    const features = await data.features(allocateMatrix, { view });
    data.close();
    const session = await InferenceSession.create(path);
    const values = Float32Array.from(rows.flatMap((row) => rowOf(features, row)));
    const results = await session.run({ features: new Tensor('float32', values, [rows.length, ...dims]) });
    await session.release();
    return results['probabilities']!.data as Float32Array;
  }
});

/** A gray picture has one channel, so that its pixels come in the order of the columns. */
const rowOf = (features: FeatureMatrix, row: number): number[] =>
  Array.from({ length: features.columns }, (_, column) => features.data[offsetOf(features, row, column)]!);
