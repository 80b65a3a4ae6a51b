import { expect, it } from 'vitest';
import { findSpelling } from '../../../../../src/engine/exchange/reading/spellings.ts';

it.each([
  ['17', ['17', '17.0'], '17'],
  ['17.0', ['17', '17.0'], '17.0'],
  ['17.0', ['17'], '17'],
  ['17.00', ['17'], '17'],
  ['17', ['17.0'], '17.0'],
  ['-0.0', ['0'], '0'],
  [' cat', ['cat'], 'cat'],
  ['cat', ['cat '], undefined],
  ['Cat', ['cat'], undefined],
  ['17.5', ['17'], undefined],
  ['017', ['17'], undefined],
  ['1e3', ['1000'], undefined],
  ['True', ['true'], 'true'],
  ['true', ['True'], 'True'],
  ['FALSE', ['false'], 'false'],
  ['images\\a.png', ['images/a.png'], 'images/a.png'],
  ['./images/a.png', ['images/a.png'], 'images/a.png'],
  ['cafe\u0301', ['caf\u00e9'], 'caf\u00e9'],
  ['caf\u00e9', ['cafe\u0301'], 'cafe\u0301'],
  // As a double it may have been …993, which is another sample.
  ['9007199254740992.0', ['9007199254740992'], undefined],
  ['9007199254740991.0', ['9007199254740991'], '9007199254740991'],
])('%j among %j is %j', (text, known, found) => {
  expect(findSpelling(text, (spelling) => known.find((name) => name === spelling))?.found).toBe(found);
});
