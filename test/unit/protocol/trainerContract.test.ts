import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { trainerContract, trainerProtocol } from '../../../src/protocol/trainer.ts';

/** What a schema demands, without its functions and without valibot's own accessors. */
const shapeOf = (schema: unknown): string =>
  JSON.stringify(schema, (key, value: unknown) => (key.startsWith('~') ? undefined : value));

/**
 * Host and trainer of different shapes must not meet: whoever changes a shape raises `trainerProtocol` and adds
 * the line this test asks for.
 */
const shapes: Readonly<Record<number, string>> = { 2: '7655ff2e2c597198' };

it('has a number of its own for these shapes', () => {
  const shape = createHash('sha256').update(shapeOf(trainerContract)).digest('hex').slice(0, 16);
  expect({ [trainerProtocol]: shape }).toEqual({ [trainerProtocol]: shapes[trainerProtocol] });
});

it('sees every shape', () => {
  const text = shapeOf(trainerContract);
  for (const name of ['labeledRows', 'Int32Array', 'fraction', 'outOfBagAccuracy', 'reading']) {
    expect(text).toContain(name);
  }
});
