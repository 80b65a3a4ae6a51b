import { expect, it } from 'vitest';
import { PictureAddresses } from '../../../src/host/panel/pictureAddresses.ts';

it('gives a picture one address until the data is read again, then another', () => {
  const addresses = new PictureAddresses((path) => `page:${path}`);
  const [first, second] = [{}, {}];
  const before = addresses.of('/a.png', first);
  expect(before).toMatch(/^page:\/a\.png\?/);
  expect(addresses.of('/a.png', first)).toBe(before);
  expect(addresses.of('/a.png', second)).not.toBe(before);
});
