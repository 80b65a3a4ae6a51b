import { describe, expect, it } from 'vitest';
import type { CurvePoint } from '../../../src/engine/curve.ts';
import type { DatasetState } from '../../../src/host/datasetState.ts';
import { noFigures } from '../../../src/host/describeDataset.ts';
import { spokenStatus, statusText } from '../../../src/host/statusText.ts';
import { statusRows, type StatusRow } from '../../../src/host/tree/rows.ts';
import { sparkline } from '../../../src/host/tree/sparkline.ts';
import { translate } from './translate.ts';

const point = (labels: number, value: number, heldOut: boolean): CurvePoint => ({
  labels,
  value,
  metric: 'accuracy',
  low: heldOut ? value - 0.05 : null,
  high: heldOut ? value + 0.04 : null,
  estimate: heldOut ? 'held-out' : 'out-of-bag',
  tested: heldOut ? 31 : 0,
  key: '',
});

const state = (given: Partial<DatasetState> = {}): DatasetState => ({
  ...noFigures,
  id: '/data/label-scout.json',
  name: 'Splice junctions',
  phase: 'open',
  rows: 3190,
  labeled: 57,
  skipped: 2,
  classes: [
    { name: 'EI', count: 20 },
    { name: 'IE', count: 18 },
    { name: 'N', count: 19 },
  ],
  strategy: 'margin',
  model: 'forest',
  metric: 'accuracy',
  curve: [point(20, 0.7, false), point(50, 0.91, true)],
  round: { labels: 57, seconds: 0.012 },
  trainer: { kind: 'idle' },
  trainerNotices: [],
  outdated: false,
  problem: null,
  ...given,
});

const asText = (row: StatusRow): unknown =>
  row.children.length === 0
    ? `${row.label}: ${row.description}`
    : [`${row.label}: ${row.description}`, ...row.children.map(asText)];

describe('the status tree', () => {
  it('says how many samples the strategy chooses at once, where it is more than one', () => {
    expect(JSON.stringify(asText(statusRows(state({ batchSize: 25 }), translate)))).toContain(
      '"Strategy: Margin · 25 at a time"',
    );
  });

  it('is all there is to say of a dataset', () => {
    expect(asText(statusRows(state(), translate))).toEqual([
      'Splice junctions: 57/3190',
      ['Classes: 57 labeled · 2 skipped', 'EI: 20  ▪▪▪▪▪▪▪▪', 'IE: 18  ▪▪▪▪▪▪▪', 'N: 19  ▪▪▪▪▪▪▪▪'],
      'Strategy: Margin',
      'Model: Random forest',
      [
        'Learning curve: 0.91  ▁█',
        '50 labels: 0.91 (0.86–0.95) on 31 held-out samples',
        '20 labels: 0.70 rough: chosen samples',
      ],
      'Trainer: idle · round 57: 12 ms',
    ]);
  });

  it('has ids that are unique and stay the same while counts change', () => {
    const ids = (row: StatusRow): string[] => [row.id, ...row.children.flatMap(ids)];
    const before = ids(statusRows(state(), translate));
    expect(new Set(before).size).toBe(before.length);
    const counted = state({ labeled: 58, classes: state().classes.map((shown) => ({ ...shown, count: 1 })) });
    expect(ids(statusRows(counted, translate))).toEqual(before);
  });

  it('says what the trainer is at', () => {
    const trainerRow = (given: Partial<DatasetState>): string | undefined =>
      statusRows(state(given), translate).children.find(({ context }) => context === 'trainer')?.description;
    const activity = { doing: 'training', round: 58, fraction: null, epoch: null, seconds: 2.34 } as const;
    expect(trainerRow({ trainer: { kind: 'busy', activity } })).toBe('training round 58 · 2.3 s');
    const epoch = { epoch: 4, epochs: 10, loss: 0.4256, accuracy: 0.8, seconds: 6 };
    expect(trainerRow({ trainer: { kind: 'busy', activity: { ...activity, epoch } } })).toBe(
      'round 58 · epoch 4/10 · 9.0 s left · loss 0.426',
    );
    expect(trainerRow({ trainer: { kind: 'stopped' } })).toBe('not started');
    expect(trainerRow({ trainer: { kind: 'failed', reason: 'x' } })).toBe('stopped: restart it');
  });

  it('keeps below the trainer what is the matter with the machine', () => {
    const rows = statusRows(state({ trainerNotices: ['Networks are slower here.'] }), translate).children;
    const trainer = rows.find(({ context }) => context === 'trainer');
    expect(trainer).toMatchObject({ description: 'idle · round 57: 12 ms', expanded: true });
    expect(trainer?.children).toMatchObject([{ label: 'Networks are slower here.', icon: 'info' }]);
  });

  it('leads to flagged samples where there are any, and to the classes', () => {
    const { children } = statusRows(state({ flagged: 3 }), translate);
    expect(children.find(({ context }) => context === 'flagged')).toMatchObject({ description: '3' });
    expect(children[0]!.children.map(({ context }) => context)).toEqual(['class', 'class', 'class']);
    expect(JSON.stringify(statusRows(state(), translate))).not.toContain('Flagged');
  });

  it('says in words what it draws in marks', () => {
    const { children, spoken: dataset } = statusRows(state(), translate);
    expect(dataset).toBe('57 of 3190 labeled');
    expect(children[0]!.children.map(({ spoken }) => spoken)).toEqual([
      '20 labeled',
      '18 labeled',
      '19 labeled',
    ]);
    expect(children.find(({ context }) => context === 'curve')).toMatchObject({ spoken: '0.91' });
  });

  it('says that the data has changed since it was read', () => {
    const labels = (outdated: boolean) =>
      statusRows(state({ outdated }), translate).children.map(({ label }) => label);
    expect(labels(true)[0]).toBe('The data has changed on disk');
    expect(labels(false)).not.toContain('The data has changed on disk');
  });

  it('puts a problem first', () => {
    const [first] = statusRows(state({ problem: 'The file is missing.' }), translate).children;
    expect(first).toMatchObject({ label: 'The file is missing.', icon: 'error' });
  });
});

describe('the sparkline', () => {
  it('goes from the smallest to the greatest value', () => {
    expect(sparkline([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8])).toBe('▁▂▃▄▅▆▇█');
  });

  it('keeps first and last when there are many', () => {
    const line = sparkline(
      Array.from({ length: 500 }, (_, index) => index),
      10,
    );
    expect([...line]).toHaveLength(10);
    expect(line.startsWith('▁') && line.endsWith('█')).toBe(true);
  });

  it('stands in the middle when nothing changes, and is empty for nothing', () => {
    expect(sparkline([0.5, 0.5])).toBe('▅▅');
    expect(sparkline([])).toBe('');
  });
});

describe('the status bar', () => {
  it('shows progress and score', () => {
    expect(statusText(state())).toEqual({ icon: 'tag', text: '57/3190 · 0.91' });
    expect(statusText(state({ curve: [] })).text).toBe('57/3190');
    expect(statusText(state({ rows: null, curve: [] })).text).toBe('57');
  });

  it('is said with its score and what that was measured on', () => {
    expect(spokenStatus(state(), translate)).toBe(
      'Label Scout: 57 of 3190 labeled, 0.91 (0.86–0.95) on 31 held-out samples',
    );
    expect(spokenStatus(state({ rows: null, curve: [] }), translate)).toBe('Label Scout: 57 labeled');
  });

  it('spins only for work that takes long', () => {
    const busy = (seconds: number): DatasetState =>
      state({
        trainer: {
          kind: 'busy',
          activity: { doing: 'training', round: 1, fraction: null, epoch: null, seconds },
        },
      });
    expect(statusText(busy(0.01)).icon).toBe('tag');
    expect(statusText(busy(3)).icon).toBe('loading~spin');
  });
});
