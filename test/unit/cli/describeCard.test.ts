import { expect, test } from 'vitest';
import { describeCard } from '../../../src/cli/trainLal/describeCard.ts';

const card = {
  nodes: 1066,
  bytes: 2874,
  outOfBagRSquared: 0.084,
  heldOutByCell: {
    cells: 5,
    rSquared: -0.641,
    reductions: { lal: -0.0179, random: -0.0167, uncertainty: -0.0107, best: 0.02 },
    versusRandom: { difference: -0.0012, stderr: 0.01 },
    versusUncertainty: { difference: 0.0072, stderr: 0.0072 },
  },
} as unknown as Parameters<typeof describeCard>[0];

test('a regressor that loses is told of with the same minus everywhere', () => {
  const text = describeCard(card);
  expect(text).toContain('R² 0.084 out of bag, −0.641 held out by cell.');
  expect(text).toContain(
    'lowers the loss by −1.79 percentage points: −0.12 ± 1.00 against a random one, +0.72 ± 0.72 against uncertainty.',
  );
});
