// Installs node_modules when something the lockfile asks for is not there. Node's own modules only.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './npm.mjs';
import { root } from './root.mjs';

const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/** Compares what npm wrote down as installed with the lockfile: times of files lie after a checkout. */
function isInstalled() {
  const installedList = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installedList)) return false;
  const installed = packagesOf(installedList);
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  );
}

/** After this, every package of the lockfile can be imported. */
export async function ensureDependencies() {
  if (isInstalled()) return;
  console.log('installing the npm packages of package-lock.json …');
  await npm(['ci'], { cwd: root });
}
