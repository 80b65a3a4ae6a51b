import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startCodeServer, type CodeServer } from '../../scripts/lib/codeServer.mjs';
import { root } from '../../scripts/lib/root.mjs';
import { vsixPath } from '../../scripts/lib/vsix.mjs';
import { launchBrowser } from './browser.ts';
import { Workbench } from './workbench.ts';

const samples = join(root, 'media/samples');

/** Where screenshots and failures are put for people to look at. */
export const artifacts = join(root, 'test-results');

/** A real workbench with the packed extension, in a browser that reaches nothing but this machine. */
export class Session {
  /** Addresses outside this machine that any page asked for. */
  readonly outsideRequests: string[] = [];
  private readonly folders: string[] = [];

  private constructor(
    readonly server: CodeServer,
    readonly browser: Browser,
  ) {}

  static async start(options: { readonly trust?: boolean } = {}): Promise<Session> {
    mkdirSync(artifacts, { recursive: true });
    const server = await startCodeServer({ vsix: [vsixPath], ...options });
    const browser = await launchBrowser().catch(async (error: unknown) => {
      await server.stop();
      throw error;
    });
    return new Session(server, browser);
  }

  /** An empty folder that vanishes with the session. */
  makeFolder(): string {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'label-scout-')));
    this.folders.push(folder);
    return folder;
  }

  /** A copy of a sample dataset that the test may label. */
  copySample(name: 'digits' | 'emails', into = this.makeFolder()): string {
    const folder = join(into, name);
    cpSync(join(samples, name), folder, { recursive: true });
    return folder;
  }

  /** Opens a folder in a new window. */
  async open(folder: string): Promise<Workbench> {
    const page = await this.browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(30_000);
    this.watch(page);
    await page.goto(`${this.server.url}/?${new URLSearchParams({ folder })}`);
    const workbench = new Workbench(page);
    await workbench.ready();
    return workbench;
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.server.stop();
    for (const folder of this.folders) rmSync(folder, { recursive: true, force: true });
  }

  private watch(page: Page): void {
    page.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url());
      // Resources of a webview carry this name and are answered inside the browser by VS Code's service worker.
      const inside = hostname === '127.0.0.1' || hostname.endsWith('.vscode-resource.vscode-cdn.net');
      if (/^(https?|wss?):$/.test(protocol) && !inside) this.outsideRequests.push(request.url());
    });
  }
}
