import { expect, it } from 'vitest';
import type { ShownSample } from '../../../src/protocol/panel.ts';
import { holdsProse, noteProse } from '../../../webview/prose.ts';

const row = (subject: string | null): ShownSample => ({
  kind: 'row',
  fields: [
    { name: 'product', value: 'Router One' },
    { name: 'subject', value: subject },
  ],
});

it('a column that held prose once keeps its look, whatever it holds next', () => {
  noteProse([{ kind: 'text', text: 'Where is my order?', truncated: false }, row('Refund')]);
  expect(holdsProse('subject')).toBe(false);
  noteProse([row('Where is my order?')]);
  noteProse([row('Refund'), row(null)]);
  expect(holdsProse('subject')).toBe(true);
  expect(holdsProse('product')).toBe(false);
});
