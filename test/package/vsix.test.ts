import { statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nodeBundles, webviewBundles } from '../../scripts/bundles.mjs';
import { vsixPath } from '../../scripts/lib/vsix.mjs';
import { zipEntries } from './zipEntries.ts';

const megabyte = 1024 ** 2;
const platform = `${process.platform}-${process.arch}`;
const entries = zipEntries(vsixPath);
const names = [...entries.keys()]
  .filter((name) => name.startsWith('extension/'))
  .map((name) => name.slice(10));
const own = names.filter((name) => !name.startsWith('dist/node_modules/'));

describe('the packed extension', () => {
  it.each([...nodeBundles, ...webviewBundles].map(({ out }) => out))('holds %s', (file) => {
    expect(names).toContain(file);
  });

  it.each([
    'package.json',
    'package.nls.json',
    'LICENSE.txt',
    'readme.md',
    'changelog.md',
    'dist/codicon.css',
    'dist/codicon.ttf',
    'media/samples/digits/label-scout.json',
    'media/samples/digits/LICENSE.md',
    'media/lal/lal-independent.lal',
    'media/lal/lal-iterative.lal',
    'media/samples/emails/label-scout.json',
    'media/samples/emails/LICENSE.md',
    'dist/node_modules/@duckdb/node-api/package.json',
    `dist/node_modules/@duckdb/node-bindings-${platform}/duckdb.node`,
    'dist/node_modules/sharp/package.json',
    `dist/node_modules/@img/sharp-${platform}/package.json`,
    'dist/node_modules/onnxruntime-node/dist/index.js',
    `dist/node_modules/onnxruntime-node/bin/napi-v6/${process.platform}/${process.arch}/onnxruntime_binding.node`,
    'dist/node_modules/onnxruntime-common/package.json',
  ])('holds %s', (file) => {
    expect(names).toContain(file);
  });

  it('holds the compiled kernels', () => {
    expect(names.filter((name) => /^dist\/kernels\/\w+\.wasm$/.test(name))).not.toHaveLength(0);
  });

  it('holds two thousand digits', () => {
    expect(names.filter((name) => name.startsWith('media/samples/digits/images/'))).toHaveLength(2000);
  });

  it('holds native code of one platform only', () => {
    const natives = names.filter((name) =>
      /node_modules\/@(img\/sharp|duckdb\/node-bindings)-[^/]+-[^/]+\//.test(name),
    );
    expect(natives.filter((name) => !name.includes(platform))).toEqual([]);
    const networks = names.filter((name) => /onnxruntime-(node\/bin|web)\//.test(name));
    expect(networks.filter((name) => !name.includes(`/${process.platform}/${process.arch}/`))).toEqual([]);
  });

  it('holds no sources, source maps, tests or answers to the samples', () => {
    const unwanted =
      /^(src|webview|test|scripts|docs|out)\/|\.(ts|map)$|truth|samples\/labeled|\.label-scout/;
    expect(own.filter((name) => unwanted.test(name))).toEqual([]);
  });

  it('stays below 70 MB, its regressors below 10 MB, its models below 8 MB, and the rest of its own below 4 MB', () => {
    expect(statSync(vsixPath).size / megabyte).toBeLessThan(70);
    const sizeOf = (names: readonly string[]): number =>
      names.reduce((sum, name) => sum + (entries.get(`extension/${name}`) ?? 0), 0) / megabyte;
    expect(sizeOf(own.filter((name) => name.startsWith('media/lal/')))).toBeLessThan(10);
    expect(sizeOf(own.filter((name) => name.startsWith('dist/models/')))).toBeLessThan(8);
    const rest = own.filter((name) => !/^(media\/(samples|lal)|dist\/models)\//u.test(name));
    expect(sizeOf(rest)).toBeLessThan(4);
  });
});
