// The packages that cannot be bundled, as they are staged for one platform.
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root } from './root.mjs';

const nativeRoots = ['@duckdb/node-api', 'sharp'];
const folderOf = (name) => join(root, 'node_modules', name);

/** A native package with everything it needs that npm installed for this platform. */
function closure(names, found = new Set()) {
  for (const name of names) {
    if (found.has(name) || !existsSync(folderOf(name))) continue;
    found.add(name);
    const manifest = JSON.parse(readFileSync(join(folderOf(name), 'package.json'), 'utf8'));
    closure(Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies }), found);
  }
  return [...found];
}

const unneeded = /\.(md|map|[mc]?ts|cc|h|gyp)$/;
const legal = /licen[cs]e|notice/i;

/** What a running program needs of a package, and its license. */
const isNeeded = (path) => !unneeded.test(path) || legal.test(basename(path));

/** Copies the native packages of this platform into `target`, a node_modules folder. */
export function stageNatives(target) {
  for (const name of closure(nativeRoots)) {
    const from = folderOf(name);
    cpSync(from, join(target, name), {
      recursive: true,
      filter: (path) => isNeeded(path) && !path.slice(from.length).includes('node_modules'),
    });
  }
}
