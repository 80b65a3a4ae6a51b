import { expect, it } from 'vitest';
import { fileNameOf } from '../../../src/host/fileNameOf.ts';

it('makes a file name of a dataset’s name, without the ending of the table it was made of', () => {
  expect(fileNameOf('tickets.csv')).toBe('tickets');
  expect(fileNameOf('Tickets 2025.PARQUET')).toBe('Tickets-2025');
  expect(fileNameOf('Handwritten digits')).toBe('Handwritten-digits');
  expect(fileNameOf('v1.2')).toBe('v1.2');
  expect(fileNameOf('.csv')).toBe('.csv');
});
