import { expect, test } from 'vitest';
import { columnsOf, openFile } from './folder.ts';

const rows = Array.from({ length: 30_000 }, (_, row) => `${row % 3 === 0 ? 'red' : 'blue'},${row}`);
const table = () => openFile('data.csv', ['color,number', ...rows].join('\n'));

test('samples that are shown while features are made do not cut these short', async () => {
  const wanted = await columnsOf(await table());
  const dataset = await table();
  let isReading = true;
  const reading = columnsOf(dataset).finally(() => (isReading = false));
  let shown = 0;
  while (isReading) {
    expect(await dataset.sample(shown)).toMatchObject({ fields: [{ name: 'color' }, { value: `${shown}` }] });
    shown++;
  }
  expect(shown).toBeGreaterThan(0);
  expect(await reading).toEqual(wanted);
});
