import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../../scripts/lib/root.mjs';

const sheet = readFileSync(
  createRequire(import.meta.url).resolve('@vscode/codicons/dist/codicon.css'),
  'utf8',
);
const known = new Set([...sheet.matchAll(/\.codicon-([\w-]+):before/gu)].map(([, name]) => name));

/** Names of product icons in a source: `$(tag)`, `icon: 'tag'`, `ThemeIcon('tag')`, `vscode-icon` with a `name`. */
function iconsIn(text: string): string[] {
  const forms = [
    /\$\(([a-z][\w-]*)(?:~spin)?\)/gu,
    /icon: '([\w-]+)/gu,
    /ThemeIcon\('([\w-]+)/gu,
    /'vscode-icon', \{ name: '([\w-]+)'/gu,
  ];
  return forms.flatMap((form) => [...text.matchAll(form)].map(([, name]) => name!));
}

const sourcesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(root, folder, file), 'utf8'));

it.each(['src/host', 'webview'])('names in %s only icons that there are', (folder) => {
  const used = sourcesIn(folder).flatMap(iconsIn);
  expect(used.length).toBeGreaterThan(5);
  expect(used.filter((name) => !known.has(name) && name !== 'blank')).toEqual([]);
});

it('has no icon in what a list says: a screen reader would read its name, as in “blank Margin”', () => {
  const labels = sourcesIn('src/host').flatMap(
    (text) => text.match(/\b(?:label|title): [^\n]*\$\([^\n]*/gu) ?? [],
  );
  expect(labels).toEqual([]);
});
