// The packages that cannot be bundled, as they are staged for one platform.
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { root } from './root.mjs';

const folderOf = (name) => join(root, 'node_modules', name);
const onnxBuild = `bin/napi-v6/${process.platform}/${process.arch}`;
const hasNativeOnnx = existsSync(join(folderOf('onnxruntime-node'), onnxBuild));

const nativeRoots = ['@duckdb/node-api', 'sharp', hasNativeOnnx ? 'onnxruntime-node' : 'onnxruntime-web'];

/** What is staged of a package that holds more than this platform needs: paths inside it. Others are staged whole. */
const parts = {
  'onnxruntime-node': ['package.json', 'dist', onnxBuild],
  'onnxruntime-web': [
    'package.json',
    'dist/ort.node.min.mjs',
    'dist/ort-wasm-simd-threaded.wasm',
    'dist/ort-wasm-simd-threaded.mjs',
  ],
};
/** What these need only to install themselves, or only in a browser. */
const unneededPackages = new Set([
  'adm-zip',
  'global-agent',
  'flatbuffers',
  'guid-typescript',
  'long',
  'platform',
  'protobufjs',
]);

/** A native package with everything it needs that npm installed for this platform. */
function closure(names, found = new Set()) {
  for (const name of names) {
    if (found.has(name) || unneededPackages.has(name) || !existsSync(folderOf(name))) continue;
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

/** Whether a path inside a package lies in one of the wanted parts, or above one. */
const isPart = (name, path) =>
  parts[name] === undefined ||
  legal.test(path) ||
  parts[name].some((part) => path.startsWith(part) || part.startsWith(path));

/** Copies the native packages of this platform into `target`, a node_modules folder. */
export function stageNatives(target) {
  for (const name of closure(nativeRoots)) {
    const from = folderOf(name);
    cpSync(from, join(target, name), {
      recursive: true,
      filter: (path) => {
        const inside = path
          .slice(from.length + 1)
          .split(sep)
          .join('/');
        return isNeeded(path) && isPart(name, inside) && !inside.includes('node_modules');
      },
    });
  }
}
