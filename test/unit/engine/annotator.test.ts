import { describe, expect, it } from 'vitest';
import { findAnnotator } from '../../../src/engine/annotator.ts';

const sources = {
  git: () => Promise.resolve('Ada Lovelace\n'),
  account: () => 'ada',
  environment: { USER: 'user' },
};
const fails = (): never => {
  throw new Error('no such thing here');
};

describe('who writes an entry', () => {
  it('is who was named', async () => {
    expect(await findAnnotator(' grace ', sources)).toBe('grace');
  });

  it('is else who git knows, without the line end it prints', async () => {
    expect(await findAnnotator('', sources)).toBe('Ada Lovelace');
    expect(await findAnnotator(undefined, sources)).toBe('Ada Lovelace');
  });

  it('is else the account, then what the environment says', async () => {
    const noGit = { ...sources, git: () => Promise.reject(new Error('no git')) };
    expect(await findAnnotator('', noGit)).toBe('ada');
    expect(await findAnnotator('', { ...noGit, account: fails })).toBe('user');
  });

  it('is never nobody', async () => {
    const none = { git: () => Promise.resolve(''), account: fails, environment: {} };
    expect(await findAnnotator(undefined, none)).toBe('unknown');
  });
});
