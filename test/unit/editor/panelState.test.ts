import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { defaultSettings } from '../../../src/engine/defaultSettings.ts';
import type { SessionQuestion, SessionSnapshot } from '../../../src/engine/session/types.ts';
import type { Sample } from '../../../src/engine/sample.ts';
import { buildPanelState, wantedRows, type PanelParts } from '../../../src/host/panel/panelState.ts';
import type { Manifest } from '../../../src/protocol/manifest.ts';
import { panelStateSchema } from '../../../src/protocol/panel.ts';
import { translate } from './translate.ts';

const question = (row: number): SessionQuestion => ({
  row,
  id: `s${row}`,
  purpose: 'train',
  suggestion: { label: 'EI', probability: 0.6 },
  reason: { text: 'because' },
  score: 1,
  batch: null,
  label: null,
  flagged: false,
  note: '',
});

const snapshot: SessionSnapshot = {
  strategyState: undefined,
  revision: 1,
  rows: 10,
  labeled: 4,
  skipped: 1,
  flagged: 0,
  classes: [
    { name: 'EI', count: 3 },
    { name: 'IE', count: 1 },
  ],
  question: question(0),
  next: { EI: question(1), IE: question(2), '': null },
  upcoming: [question(3)],
  canUndo: true,
  canRedo: false,
  curve: [],
  tested: 0,
  settings: defaultSettings,
  training: { running: false, round: 4, seconds: 0.01 },
  stale: false,
  coldStart: false,
  message: '',
  failed: false,
  notices: [],
};

const manifest: Manifest = {
  version: 1,
  source: { kind: 'images', files: ['*.png'] },
  classes: [{ name: 'EI', key: 'e', guideline: 'exon to intron' }, { name: 'IE' }],
};

const image = (row: number): Sample => ({ kind: 'image', path: `/data/${row}.png`, width: 28, height: 28 });

const build = (given: Partial<PanelParts> = {}) =>
  buildPanelState(
    {
      dataset: 'splice',
      manifest,
      successor: (name) => name,
      snapshot,
      held: null,
      revision: 7,
      taken: 3,
      answered: 2,
      suggestions: true,
      autoAdvance: true,
      outdated: false,
      trainerFailed: false,
      sampleOf: image,
      addressOf: (path) => `webview:${path}`,
      ...given,
    },
    translate,
  );

describe('the state of the panel', () => {
  it('is of the shape the panel checks for', () => {
    expect(v.parse(panelStateSchema, build())).toEqual(build());
  });

  it('carries the next question for every answer, with contents at webview addresses', () => {
    const { next, question: shown } = build();
    expect(shown).toMatchObject({ id: 's0', why: 'because', sample: { source: 'webview:/data/0.png' } });
    expect(next).toMatchObject({ EI: { id: 's1' }, IE: { id: 's2' }, '': null });
  });

  it('leaves out questions whose contents are still on their way', () => {
    const { next, question: shown, soon } = build({ sampleOf: (row) => (row === 2 ? image(2) : undefined) });
    expect(shown).toBeNull();
    expect(Object.keys(next)).toEqual(['IE', '']);
    expect(soon).toEqual([]);
  });

  it('cuts what is too long to be read in a cell, and says so', () => {
    const fields = [
      { name: 'book', value: 'x'.repeat(5_000_000) },
      { name: 'title', value: 'short' },
    ];
    const state = build({ sampleOf: () => ({ kind: 'row', fields }) });
    expect(JSON.stringify(state).length).toBeLessThan(200_000);
    expect(state.question?.sample).toMatchObject({
      fields: [
        { name: 'book', truncated: true },
        { name: 'title', value: 'short' },
      ],
    });
    expect(v.parse(panelStateSchema, state)).toEqual(state);
  });

  it('names the images that come soon, to be loaded ahead', () => {
    expect(build().soon).toEqual([{ kind: 'image', source: 'webview:/data/3.png', width: 28, height: 28 }]);
  });

  it('gives classes their keys, guidelines and counts', () => {
    expect(build().classes).toEqual([
      { name: 'EI', key: 'e', guideline: 'exon to intron', count: 3 },
      { name: 'IE', key: '2', guideline: '', count: 1 },
    ]);
  });

  it('lets a renamed class, and one that took another in, keep its key and its guideline', () => {
    const renamed = build({
      snapshot: { ...snapshot, classes: [{ name: 'donor', count: 4 }] },
      successor: () => 'donor',
    });
    expect(renamed.classes).toEqual([{ name: 'donor', key: 'e', guideline: 'exon to intron', count: 4 }]);
    const merged = build({
      snapshot: { ...snapshot, classes: [{ name: 'IE', count: 4 }] },
      successor: () => 'IE',
    });
    expect(merged.classes).toEqual([{ name: 'IE', key: '1', guideline: '', count: 4 }]);
  });

  it('offers what comes next when everything is labeled, and nothing before', () => {
    expect(build().actions).toEqual([]);
    const finished = { ...snapshot, question: null, labeled: 10, message: 'Every sample is labeled.' };
    expect(build({ snapshot: finished }).actions).toEqual(['exportLabels', 'showLearningCurve']);
    expect(build({ snapshot: { ...finished, failed: true } }).actions).toEqual([]);
  });

  it('says that the data has changed, with the way to read it again, and leaves the sample on screen', () => {
    const { question: shown, message, failed, actions } = build({ outdated: true });
    expect(shown).toMatchObject({ id: 's0' });
    expect(message).toMatch(/^The data has changed on disk/);
    expect([failed, actions]).toEqual([false, ['readAgain']]);
    const saving = { ...snapshot, message: 'The disk is full.', failed: true };
    expect(build({ outdated: true, snapshot: saving }).message).toBe('The disk is full.');
  });

  it('offers to start a training process again that was given up on, where nothing can be asked', () => {
    expect(build({ trainerFailed: true }).actions).toEqual([]);
    const stuck = { ...snapshot, question: null, message: 'It ended unexpectedly.', failed: true };
    expect(build({ trainerFailed: true, snapshot: stuck }).actions).toEqual([
      'restartTrainer',
      'showTrainerLog',
    ]);
  });

  it('carries the note on the sample', () => {
    const noted = { ...snapshot, question: { ...question(0), note: 'blurred' } };
    expect(build({ snapshot: noted }).question?.note).toBe('blurred');
  });

  it('keeps a held sample on screen and goes on from it to the question of the session', () => {
    const held = { ...question(9), label: 'IE' };
    const { question: shown, next } = build({ held });
    expect(shown).toMatchObject({ id: 's9', label: 'IE' });
    expect([next['']?.id, next['EI']?.id, next['IE']?.id]).toEqual(['s0', 's0', 's0']);
  });

  it('wants the contents of all that may come next', () => {
    expect([...new Set(wantedRows(snapshot))].sort()).toEqual([0, 1, 2, 3]);
  });
});
