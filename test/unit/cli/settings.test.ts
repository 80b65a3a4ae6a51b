import { expect, it } from 'vitest';
import { settingsOf } from '../../../src/cli/settings.ts';
import type { Manifest } from '../../../src/protocol/manifest.ts';

const manifest: Manifest = {
  version: 1,
  source: { kind: 'table', files: ['data.csv'] },
  modelOptions: { trees: 7 },
};

it('keeps the options of a manifest that means the default, where a flag names the default', () => {
  expect(settingsOf(manifest, {}).modelOptions).toMatchObject({ trees: 7 });
  expect(settingsOf(manifest, { model: 'forest' }).modelOptions).toMatchObject({ trees: 7 });
});

it('leaves out the options of a manifest where a flag names another model or strategy', () => {
  expect(settingsOf(manifest, { model: 'logistic' }).modelOptions).not.toHaveProperty('trees');
  const forCommittee: Manifest = { ...manifest, strategy: 'committee', strategyOptions: { nonsense: 1 } };
  expect(settingsOf(forCommittee, { strategy: 'margin' }).strategyOptions).not.toHaveProperty('nonsense');
});
