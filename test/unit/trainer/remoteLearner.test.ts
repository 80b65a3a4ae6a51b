import { existsSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createCancelSource, neverCancelled } from '../../../src/engine/cancel.ts';
import { CancelledError, HumanError, UsageError } from '../../../src/engine/errors.ts';
import { RemoteLearner } from '../../../src/host/remoteLearner.ts';
import type { TrainerProcess } from '../../../src/host/trainerProcess.ts';
import { roundOf, writeTable } from './datasets.ts';
import { supervise, until } from './supervision.ts';

function learn(trainer: TrainerProcess, manifest: string): RemoteLearner {
  const learner = new RemoteLearner(trainer, { manifest, threads: 1, manyClasses: false });
  onTestFinished(() => learner.dispose());
  return learner;
}

/** More work than any machine does before a test times out: 2,000 trees on 9,000 rows of noise. */
const longRound = roundOf(9_000, 1_000, { modelOptions: { trees: 2000 } });

describe('a dataset in the training process', () => {
  it('is opened, shown and learned from', async () => {
    const { trainer, states } = supervise();
    const learner = learn(trainer, writeTable(300, 4));
    const opened = await learner.open();
    expect(states).toContainEqual({ kind: 'busy', activity: expect.objectContaining({ doing: 'opening' }) });
    expect(opened).toMatchObject({ name: 'Noise', kind: 'table', classes: ['no', 'yes'], columns: 4 });
    expect(opened.ids.slice(0, 2)).toEqual(['row-0', 'row-1']);
    expect(opened.existingLabels).toEqual(new Int32Array(300).fill(-1));

    const [sample] = await learner.samples([3]);
    expect(sample).toMatchObject({ kind: 'row' });
    expect(JSON.stringify(sample)).toContain('row-3');

    const result = await learner.round(roundOf(20, 280), neverCancelled);
    expect(result.rows).toHaveLength(5);
    expect(result.scores).toBeInstanceOf(Float64Array);
    expect(result.outOfBagAccuracy).toBeGreaterThanOrEqual(0);
    for (const row of result.rows) expect(row).toBeGreaterThanOrEqual(20);
  });

  it('gives the same answer to the same request, in another process too', async () => {
    const manifest = writeTable(300, 4);
    const ask = async () => {
      const { seconds: _, ...result } = await learn(supervise().trainer, manifest).round(
        roundOf(30, 270),
        neverCancelled,
      );
      return result;
    };
    expect(await ask()).toEqual(await ask());
  });

  it('lives beside another dataset without being mistaken for it', async () => {
    const { trainer } = supervise();
    const [one, other] = [learn(trainer, writeTable(50, 2)), learn(trainer, writeTable(60, 3))];
    await Promise.all([one.open(), other.open()]);
    const sizes = [await one.open(), await other.open()].map(({ ids, columns }) => [ids.length, columns]);
    expect(sizes).toEqual([
      [50, 2],
      [60, 3],
    ]);
    await one.dispose();
    expect(await other.samples([59])).toHaveLength(1);
  });
});

describe('a strategy learned from labels', () => {
  const labelsOf = (rows: number) => ({
    labeledRows: Int32Array.from({ length: rows }, (_, row) => row),
    labels: Int32Array.from({ length: rows }, (_, row) => row & 1),
    seed: 1,
  });

  it('is kept for the dataset, and its rounds find it', async () => {
    const { trainer, states } = supervise();
    const manifest = writeTable(200, 2);
    const learner = learn(trainer, manifest);
    const round = roundOf(60, 140, { strategy: 'lal-warm-start' });
    await expect(learner.round(round, neverCancelled)).rejects.toThrow(/has not been trained/u);
    const learned = await learner.trainStrategy(labelsOf(60), neverCancelled);
    expect(learned).toMatchObject({ labels: 60, versusRandom: { stderr: expect.any(Number) } });
    expect(states).toContainEqual({ kind: 'busy', activity: expect.objectContaining({ doing: 'learning' }) });
    expect((await learner.round(round, neverCancelled)).reasons[0]).toHaveProperty('predictedErrorReduction');
    expect(existsSync(join(dirname(manifest), '.label-scout/cache/lal-warm-start.lal'))).toBe(true);
    // Some seconds of work: 24,000 rows and two regressors.
  }, 120_000);

  it('is refused for too few labels, and can be cancelled', async () => {
    const { trainer } = supervise();
    const learner = learn(trainer, writeTable(400, 40));
    await expect(learner.trainStrategy(labelsOf(20), neverCancelled)).rejects.toThrow(
      'Learning a strategy takes at least 50 labels (so far: 20): label more samples first.',
    );
    const source = createCancelSource();
    const learning = learner.trainStrategy(labelsOf(400), source.signal);
    await until(() => trainer.state.kind === 'busy' && trainer.state.activity.doing === 'learning');
    source.cancel();
    await expect(learning).rejects.toThrow(CancelledError);
    expect(await learner.round(roundOf(20, 280), neverCancelled)).toHaveProperty('rows');
  });
});

describe('a new dataset', () => {
  it('is described and written by the training process', async () => {
    const manifest = writeTable(20, 2);
    const source = join(dirname(manifest), 'data.csv');
    const life = await supervise().trainer.life();
    expect(await life.call('describe', { source })).toEqual({
      kind: 'table',
      kinds: [],
      columns: ['class', 'id', 'x0', 'x1'].map((name) => expect.objectContaining({ name })),
      labelsKnown: false,
      exists: true,
    });
    const params = { source, label: 'class', classes: null };
    await expect(life.call('init', { ...params, force: false })).rejects.toMatchObject({
      message: expect.stringContaining('label-scout.json'),
    });
    expect(await life.call('init', { ...params, force: true })).toEqual({
      manifest,
      summary: '20 rows; learns from x0, x1.',
    });
  });
});

describe('errors', () => {
  it('says which file is missing, and opens it once it is there', async () => {
    const { trainer } = supervise();
    const manifest = writeTable(50, 2);
    const learner = learn(trainer, join(dirname(manifest), 'nothing', 'label-scout.json'));
    await expect(learner.open()).rejects.toThrow(HumanError);
    const broken = learn(trainer, manifest);
    unlinkSync(join(dirname(manifest), 'data.csv'));
    await expect(broken.open()).rejects.toThrow('data.csv');
    expect(trainer.state.kind).toBe('idle');
  });

  it('says that the memory was too small, and what to do', async () => {
    const { trainer } = supervise({ memoryLimitMb: () => 4 });
    const learner = learn(trainer, writeTable(150_000, 1));
    await expect(learner.open()).rejects.toThrow(
      /ran out of memory.*more than the 4 MB.*labelScout\.trainer\.memoryLimitMb/,
    );
  });

  it('keeps the class of usage errors', async () => {
    const { trainer } = supervise();
    const learner = learn(trainer, writeTable(50, 2));
    const round = learner.round(roundOf(10, 40, { strategy: 'best' }), neverCancelled);
    await expect(round).rejects.toThrow(UsageError);
    await expect(round).rejects.toThrow('best');
  });
});

describe('while a model is trained', () => {
  it('samples are answered, the state is told, and cancelling frees the thread', async () => {
    const { trainer, states } = supervise();
    const learner = learn(trainer, writeTable(10_000, 10));
    await learner.open();
    const cancel = createCancelSource();
    let settled = false;
    const round = learner.round(longRound, cancel.signal).finally(() => (settled = true));
    round.catch(() => undefined);
    const seconds = () =>
      states.flatMap((state) =>
        state.kind === 'busy' && state.activity.doing === 'training' ? state.activity.seconds : [],
      );
    await until(() => seconds().some((value) => value > 1));

    expect(await learner.samples([0, 9_999])).toHaveLength(2);
    expect(settled).toBe(false);
    expect(trainer.state).toMatchObject({ kind: 'busy', activity: { round: 9_000 } });

    cancel.cancel();
    await expect(round).rejects.toThrow(CancelledError);
    // Only a thread that gave the long fit up can answer this one in time.
    expect((await learner.round(roundOf(20, 100), neverCancelled)).rows).toHaveLength(5);
    expect(trainer.state.kind).toBe('idle');
  });

  it('a round that waits its turn is taken back without being run', async () => {
    const { trainer } = supervise();
    const learner = learn(trainer, writeTable(10_000, 10));
    await learner.open();
    const [first, second] = [createCancelSource(), createCancelSource()];
    const rounds = [learner.round(longRound, first.signal), learner.round(longRound, second.signal)];
    for (const round of rounds) round.catch(() => undefined);
    second.cancel();
    first.cancel();
    for (const round of rounds) await expect(round).rejects.toThrow(CancelledError);
    expect((await learner.round(roundOf(20, 100), neverCancelled)).rows).toHaveLength(5);
  });
});

describe('disposing', () => {
  it('cancels an opening and does not begin another', async () => {
    const { trainer, states } = supervise();
    const learner = learn(trainer, writeTable(10_000, 10));
    const outcome = learner.open().then(
      () => null,
      (error: unknown) => error,
    );
    await until(() => states.some(({ kind }) => kind === 'busy'));
    await learner.dispose();
    expect(await outcome).toBeInstanceOf(CancelledError);
    expect(trainer.state.kind).toBe('idle');
  });

  it('cancels a round under way and everything asked later', async () => {
    const { trainer, states } = supervise();
    const learner = learn(trainer, writeTable(10_000, 10));
    await learner.open();
    const round = learner.round(longRound, neverCancelled);
    round.catch(() => undefined);
    await until(() => states.some((state) => state.kind === 'busy' && state.activity.round === 9_000));
    await learner.dispose();
    await expect(round).rejects.toThrow(CancelledError);
    await expect(learner.samples([0])).rejects.toThrow(CancelledError);
  });
});

describe('after a crash', () => {
  it('the dataset is opened again and the round is asked once more', async () => {
    const { trainer, pids, lines } = supervise();
    const learner = learn(trainer, writeTable(300, 4));
    const before = await learner.round(roundOf(20, 280), neverCancelled);
    process.kill(pids()[0]!, 'SIGKILL');
    const after = await learner.round(roundOf(20, 280), neverCancelled);
    expect(after.rows).toEqual(before.rows);
    expect(pids()).toHaveLength(2);
    expect(lines.join('\n')).toContain('killed');
  });

  it('nothing is asked of data that has changed meanwhile, whose rows are others', async () => {
    const { trainer, pids } = supervise();
    const manifest = writeTable(300, 4);
    let told = 0;
    const learner = new RemoteLearner(trainer, { manifest, threads: 1, manyClasses: false }, () => told++);
    onTestFinished(() => learner.dispose());
    await learner.open();
    const file = join(dirname(manifest), 'data.csv');
    const [header, ...lines] = readFileSync(file, 'utf8').split('\n');
    writeFileSync(file, [header, 'row-new,0,0,0,0,no', ...lines].join('\n'));
    expect(await learner.samples([0])).toMatchObject([{ fields: [{ value: 'row-0' }, {}, {}, {}, {}] }]);
    process.kill(pids()[0]!, 'SIGKILL');
    await expect(learner.samples([0])).rejects.toThrow('The data has changed on disk');
    expect(told).toBe(1);
  });

  it('every round under way is answered by the next process', async () => {
    const { trainer, pids } = supervise();
    const learner = learn(trainer, writeTable(300, 4));
    await learner.open();
    const rounds = [20, 21, 22].map((labeled) => learner.round(roundOf(labeled, 200), neverCancelled));
    process.kill(pids()[0]!, 'SIGKILL');
    for (const { rows } of await Promise.all(rounds)) expect(rows).toHaveLength(5);
  });
});
