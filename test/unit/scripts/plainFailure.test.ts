import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../../scripts/lib/root.mjs';

/** What a script says that cannot do what it is told. */
function failure(script: string, ...args: string[]): string {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts', script), ...args], {
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  return stderr.trim();
}

it('says in one line which port it cannot take', () => {
  expect(failure('start.mjs', '--port', 'abc')).toBe(
    '--port must be a whole number from 0 to 65535, not abc; 0 stands for any free port.',
  );
});

it('says in one line which flag it does not know', () => {
  expect(failure('build.mjs', '--onto', 'x')).toMatch(/^Unknown option '--onto'[^\n]*$/);
});
