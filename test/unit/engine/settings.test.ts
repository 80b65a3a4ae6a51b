import { describe, expect, test } from 'vitest';
import { UsageError } from '../../../src/engine/errors.ts';
import { assignOptions, resolveOptions } from '../../../src/engine/options.ts';
import { defaultSettings } from '../../../src/engine/defaultSettings.ts';
import { resolveSettings } from '../../../src/engine/settings.ts';
import type { OptionTable } from '../../../src/engine/types.ts';

const table: OptionTable = {
  trees: { type: 'integer', default: 50, min: 1, max: 100, description: 'Trees.' },
  rate: { type: 'number', default: 0.5, min: 0, description: 'Rate.' },
  warm: { type: 'boolean', default: false, description: 'Warm.' },
  mode: { type: 'choice', default: 'fast', choices: ['fast', 'exact'], description: 'Mode.' },
};
const owner = { id: 'toy', options: table };

describe('options', () => {
  test('the first place that has one decides, else the default', () => {
    const layers = [
      { place: 'flag', options: { trees: 7 } },
      { place: 'manifest', options: { trees: 9, warm: true } },
    ];
    expect(resolveOptions(table, 'model toy', layers)).toEqual({
      trees: 7,
      rate: 0.5,
      warm: true,
      mode: 'fast',
    });
  });

  test('texts are read as what the option is', () => {
    const [bag] = assignOptions(['trees=8', 'rate=1e-3', 'warm=true', 'mode=exact'], [owner]);
    expect(bag).toEqual({ trees: 8, rate: 0.001, warm: true, mode: 'exact' });
  });

  test('a key goes to every owner that has it', () => {
    const other = { id: 'other', options: { rate: table['rate']! } };
    expect(assignOptions(['rate=2', 'trees=3'], [owner, other])).toEqual([
      { rate: 2, trees: 3 },
      { rate: 2 },
    ]);
  });

  test.each([
    ['trees=0', /trees.*0.*a whole number from 1 to 100/u],
    ['trees=1.5', /trees.*a whole number/u],
    ['trees=many', /trees.*"many"/u],
    ['trees=', /trees.*""/u],
    ['rate=-1', /rate.*a number of at least 0/u],
    ['warm=1', /warm.*true or false/u],
    ['mode=slow', /mode.*one of fast, exact/u],
    ['depth=3', /depth.*toy: it has trees, rate, warm, mode/u],
    ['constructor=3', /constructor/u],
    ['trees', /trees must be written as key=value/u],
  ])('refuses %s', (assignment, sentence) => {
    expect(() => assignOptions([assignment], [owner])).toThrow(UsageError);
    expect(() => assignOptions([assignment], [owner])).toThrow(sentence);
  });

  test('says where a wrong one stands', () => {
    const resolve = (options: Record<string, number>) => () =>
      resolveOptions(table, 'model toy', [{ place: 'modelOptions in label-scout.json', options }]);
    expect(resolve({ trees: 1000 })).toThrow(
      /trees of the model toy is 1000 \(modelOptions in label-scout\.json\)/u,
    );
    expect(resolve({ leaves: 3 })).toThrow(/model toy has no option "leaves" \(modelOptions in/u);
  });
});

describe('settings', () => {
  test('defaults', () => {
    expect(resolveSettings({})).toMatchObject({ ...defaultSettings, modelOptions: { trees: 50 } });
  });

  test('flag over manifest over editor setting over default', () => {
    const settings = resolveSettings({
      flags: { strategy: 'random' },
      manifest: { strategy: 'uncertainty', seed: 5, testShare: 0 },
      configuration: { strategy: 'margin', seed: 6, metric: 'macro-f1' },
    });
    expect(settings).toMatchObject({
      strategy: 'random',
      seed: 5,
      testShare: 0,
      metric: 'macro-f1',
      batchSize: 1,
    });
  });

  test('options, value by value', () => {
    const settings = resolveSettings({
      assignments: ['trees=9'],
      manifest: { modelOptions: { trees: 10, minLeaf: 2 } },
      configuration: { modelOptions: { maxDepth: 3, minLeaf: 4 } },
    });
    expect(settings.modelOptions).toMatchObject({ trees: 9, minLeaf: 2, maxDepth: 3 });
  });

  test("a manifest's options are for its own strategy", () => {
    const manifest = { strategy: 'margin', strategyOptions: { spice: 1 } };
    expect(resolveSettings({ flags: { strategy: 'random' }, manifest }).strategyOptions).toEqual({});
    expect(() => resolveSettings({ manifest })).toThrow(/strategy margin has no option "spice"/u);
  });

  test.each([
    [{ flags: { strategy: 'best' } }, /The flag --strategy names the strategy "best".*margin/u],
    [{ manifest: { model: 'oracle' } }, /"model" in label-scout\.json names the model "oracle".*forest/u],
    [{ configuration: { metric: 'luck' } }, /The setting labelScout\.metric .*"luck".*accuracy/u],
    [{ flags: { batchSize: 0 } }, /--batch is 0.*a whole number from 1/u],
    [{ manifest: { testShare: 0.7 } }, /"testShare" in label-scout\.json is 0\.7.*from 0 to 0\.5/u],
    [{ configuration: { seed: 1.5 } }, /labelScout\.seed is 1\.5/u],
    [{ flags: { testShare: NaN } }, /--test-share is NaN/u],
  ])('refuses %o', (sources, sentence) => {
    expect(() => resolveSettings(sources)).toThrow(UsageError);
    expect(() => resolveSettings(sources)).toThrow(sentence);
  });
});
