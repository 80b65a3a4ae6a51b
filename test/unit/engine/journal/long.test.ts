import { expect, test } from 'vitest';
import { openJournal } from '../../../../src/engine/journal/openJournal.ts';
import { line, MemoryFiles, stamps } from './helpers.ts';

const path = '/data/.label-scout/labels.jsonl';

test('a hundred thousand answers taken back are read like others', async () => {
  const count = 100_000;
  const at = (step: number): string => new Date(Date.UTC(2024, 0) + step).toISOString();
  const steps = Array.from({ length: count }, (_, step) => step);
  const answers = steps.map((step) =>
    line({ e: `e${step}`, at: at(step), by: 'ann', op: 'label', id: 's', label: 'a' }),
  );
  const undos = steps.map((step) =>
    line({ e: `u${step}`, at: at(2 * count - step), by: 'ann', op: 'undo', target: `e${step}` }),
  );
  const stateOf = async (text: string) => {
    const files = new MemoryFiles();
    files.files.set(path, text);
    return (await openJournal(files, path, { by: 'ann', ...stamps('ann') })).state;
  };
  const undone = await stateOf([...answers, ...undos].join(''));
  expect([undone.labels.size, undone.problems.length]).toEqual([0, 0]);
  expect(undone.redoable('ann')).toMatchObject({ e: 'e0' });
  expect((await stateOf(undos.join(''))).problems).toHaveLength(count);
});
