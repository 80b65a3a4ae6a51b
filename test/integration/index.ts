import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';

/** Runs inside the extension host: called by VS Code, on the desktop and in the server alike. */
export async function run(): Promise<void> {
  const output = process.env['LABEL_SCOUT_TEST_RESULTS'];
  const mocha = new Mocha({
    timeout: 60_000,
    ...(output === undefined ? {} : { reporter: 'json', reporterOptions: { output } }),
  });
  const tests = readdirSync(__dirname, { recursive: true, encoding: 'utf8' });
  for (const file of tests.filter((name) => name.endsWith('.test.js'))) mocha.addFile(join(__dirname, file));
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} tests failed in the extension host.`);
}
