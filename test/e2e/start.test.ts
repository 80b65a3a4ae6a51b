import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root } from '../../scripts/lib/root.mjs';
import { launchBrowser } from './browser.ts';
import { Workbench } from './workbench.ts';

let started: ChildProcess;
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  started.kill('SIGINT');
  await new Promise((resolve) => started.once('exit', resolve));
});

/** The address that the command prints for people to open. */
function printedAddress(output: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    output.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const address = /http:\/\/\S+\?folder=\S+/.exec(text)?.[0];
      if (address !== undefined) resolve(address);
    });
  });
}

it(
  'npm start prints an address at which the sample digits can be labeled',
  { timeout: 300_000 },
  async () => {
    started = spawn(process.execPath, [join(root, 'scripts/start.mjs'), '--browser'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(30_000);
    await page.goto(await printedAddress(started.stdout!));
    const workbench = new Workbench(page);
    await workbench.ready();
    await workbench.startLabeling();
    expect(await workbench.sampleId()).toMatch(/\.png$/);
    await workbench.screenshot('start');
  },
);
