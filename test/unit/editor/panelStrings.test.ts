import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../../scripts/lib/root.mjs';
import { panelStrings } from '../../../src/protocol/strings.ts';

it('are each used by the page, and stand there once', () => {
  const folder = join(root, 'webview');
  const pages = readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
  expect(panelStrings.filter((sentence) => !pages.includes(`'${sentence}'`))).toEqual([]);
  expect(new Set(panelStrings).size).toBe(panelStrings.length);
});
