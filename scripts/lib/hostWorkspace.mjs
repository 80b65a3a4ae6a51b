import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './root.mjs';

/** A copy of the sample digits, with folders in folders, that a test may label: `{ folder, results, remove() }`. */
export function createHostWorkspace() {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'label-scout-')));
  const folder = join(base, 'digits');
  cpSync(join(root, 'media/samples/digits'), folder, { recursive: true });
  const manifest = join(folder, 'label-scout.json');
  const source = { kind: 'images', files: ['images/**/*.png'] };
  writeFileSync(manifest, JSON.stringify({ ...JSON.parse(readFileSync(manifest, 'utf8')), source }));
  return {
    folder,
    /** Written by the run itself, in a folder made for it: an old result cannot be taken for a new one. */
    results: join(base, 'results.json'),
    remove: () => rmSync(base, { recursive: true, force: true }),
  };
}

/** The variables by which the suite inside the extension host learns where things are. */
export const hostTestEnvironment = ({ results }) => ({
  LABEL_SCOUT_TEST_RESULTS: results,
  LABEL_SCOUT_TEST_TRUTH: join(root, 'media/samples/truth/digits.csv'),
});

/**
 * Shows what the suite wrote and keeps it in test-results/host.json.
 * @returns whether it ran something and all of it passed
 * @throws when the suite ended without a word
 */
export function reportHostResults({ results }) {
  if (!existsSync(results)) throw new Error('the extension host ended without writing its results');
  const { stats, passes, failures } = JSON.parse(readFileSync(results, 'utf8'));
  for (const { fullTitle, duration } of passes) console.log(`  ✓ ${fullTitle} (${duration} ms)`);
  for (const { fullTitle, err } of failures) console.log(`  ✗ ${fullTitle}\n${err.stack ?? err.message}`);
  console.log(`extension host: ${stats.passes} passed, ${stats.failures} failed`);
  mkdirSync(join(root, 'test-results'), { recursive: true });
  writeFileSync(join(root, 'test-results/host.json'), JSON.stringify({ stats }));
  return stats.failures === 0 && stats.passes > 0;
}
