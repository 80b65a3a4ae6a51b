import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { expect, test } from 'vitest';

/** The project's own configuration; the type-aware rules need files on disk and are left out here. */
const eslint = new ESLint({ overrideConfig: [tseslint.configs.disableTypeChecked] });

async function complaints(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath });
  return (result?.messages ?? [])
    .filter(({ ruleId, fatal }) => fatal === true || ruleId === 'layers/imports')
    .map(({ message }) => message);
}

const refused: readonly [file: string, code: string, reason: RegExp][] = [
  [
    'src/protocol/x.ts',
    `import { createRng } from '../engine/rng.ts';`,
    /protocol must not import src\/engine/,
  ],
  ['src/protocol/x.ts', `import { Command } from 'commander';`, /protocol is what both sides/],
  ['src/engine/x.ts', `import { readFile } from 'node:fs/promises';`, /the engine is pure/],
  ['src/engine/x.ts', `import { readFile } from 'fs';`, /the engine is pure/],
  [
    'src/engine/models/x.ts',
    `import type { Manifest } from '../../protocol/manifest.ts';`,
    /the engine is pure/,
  ],
  ['src/engine/x.ts', `export * from '../runtime/pool.ts';`, /the engine is pure/],
  ['src/engine/x.ts', `export const read = () => import('../data/types.ts');`, /the engine is pure/],
  ['src/engine/x.ts', `import * as vscode from 'vscode';`, /the engine is pure/],
  ['src/kernels/x.ts', `import { x } from '../engine/rng.ts';`, /kernels are compiled/],
  ['src/runtime/x.ts', `import { open } from '../data/types.ts';`, /knows nothing above it/],
  [
    'src/data/x.ts',
    `import { calls } from '../protocol/trainer.ts';`,
    /knows the engine, the runtime and the manifest/,
  ],
  ['src/trainer/x.ts', `import * as vscode from 'vscode';`, /a process without VS Code/],
  ['src/trainer/x.ts', `import { panel } from '../host/panel.ts';`, /a process without VS Code/],
  ['src/cli/commands/x.ts', `import { serve } from '../../trainer/main.ts';`, /runs without VS Code/],
  ['src/host/x.ts', `import { openDataset } from '../data/types.ts';`, /run in the trainer/],
  ['src/host/x.ts', `import { forest } from '../engine/models/forest.ts';`, /run in the trainer/],
  ['src/host/x.ts', `import sharp from 'sharp';`, /native code run in the trainer/],
  ['webview/x.ts', `import { createRng } from '../src/engine/rng.ts';`, /the webview is a page/],
  ['webview/x.ts', `import { randomBytes } from 'node:crypto';`, /the webview is a page/],
  ['webview/x.ts', `import * as vscode from 'vscode';`, /the webview is a page/],
];

test.each(refused)('%s must not say %s', async (file, code, reason) => {
  expect(await complaints(file, code)).toEqual([expect.stringMatching(reason)]);
});

const allowed: readonly [file: string, code: string][] = [
  ['src/protocol/x.ts', `import * as v from 'valibot';`],
  ['src/engine/models/x.ts', `import { createRng } from '../rng.ts';`],
  ['src/runtime/x.ts', `import { createRng } from '../engine/rng.ts'; import { join } from 'node:path';`],
  ['src/data/x.ts', `import { manifestSchema } from '../protocol/manifest.ts';`],
  ['src/cli/commands/x.ts', `import { manifestSchema } from '../../protocol/manifest.ts';`],
  ['src/host/x.ts', `import * as vscode from 'vscode'; import { fork } from 'node:child_process';`],
  ['src/host/x.ts', `import { strategies } from '../engine/strategies/index.ts';`],
  ['webview/x.ts', `import type { PanelState } from '../src/protocol/panel.ts';`],
];

test.each(allowed)('%s may say %s', async (file, code) => {
  expect(await complaints(file, code)).toEqual([]);
});
