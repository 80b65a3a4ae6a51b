import { expect, it } from 'vitest';
import { isEnglish } from '../../../../src/data/textColumns/language.ts';

const english = [
  'The printer on the third floor is out of paper again.',
  'My invoice shows the wrong amount, and I would like to have it corrected.',
];

it('knows English sentences and titles', () => {
  expect(isEnglish(english)).toBe(true);
  expect(isEnglish(['Library for the analysis of sequences', 'tool to convert files', 'game of skill'])).toBe(
    true,
  );
});

it.each([
  [
    'German',
    'Der Drucker im dritten Stock hat schon wieder kein Papier, und in der Rechnung ist ein Fehler.',
  ],
  [
    'French',
    "L'imprimante du troisième étage est encore en panne et la facture est fausse pour les clients.",
  ],
  [
    'Spanish',
    'La impresora de la tercera planta no tiene papel y la factura que me han enviado es un error.',
  ],
  ['Dutch', 'De printer op de derde verdieping heeft geen papier en in de rekening is een fout gemaakt.'],
  ['Chinese', '三楼的打印机又没有纸了，发票上的金额也不对。'],
  ['program', 'const x = [1, 2, 3]; function foo(bar) { return bar.map((y) => y + 1); }'],
])('does not take %s for it', (_, text) => {
  expect(isEnglish([text])).toBe(false);
});

it('goes by most of the texts', () => {
  expect(isEnglish([...english, ...english, 'Der Drucker im dritten Stock hat kein Papier.'])).toBe(true);
});

it('takes nothing for no language', () => {
  expect(isEnglish([])).toBe(false);
  expect(isEnglish(['', '42'])).toBe(false);
});
