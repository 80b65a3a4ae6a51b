import { build } from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';
import { browserArguments, ensureBrowser } from '../../scripts/lib/browser.mjs';
import { webviewBundles } from '../../scripts/bundles.mjs';
import { root } from '../../scripts/lib/root.mjs';
import { pageBodies } from '../../src/host/panel/pageBodies.ts';
import type { FromPanel, PanelState } from '../../src/protocol/panel.ts';
import { stateOf } from '../unit/editor/panelState.ts';

/** What the editor gives a page: a way to its host, which keeps what it is told. */
const editor = `
  window.sent = [];
  window.acquireVsCodeApi = () => ({ postMessage: (message) => window.sent.push(message), setState() {} });`;

async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    external: ['*.ttf'],
  });
  return outputFiles[0]!.text;
}

/**
 * The labeling page without VS Code around it: its own script and styles in a real browser. The test is the host, which can
 * then say what a real one says once in a while.
 */
export class PanelPage {
  #revision = 0;

  private constructor(
    private readonly browser: Browser,
    readonly page: Page,
  ) {}

  static async open(): Promise<PanelPage> {
    const { executablePath, env } = await ensureBrowser();
    const browser = await chromium.launch({
      executablePath,
      args: [...browserArguments],
      env: Object.fromEntries(
        Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
      ),
    });
    const page = await browser.newPage({ viewport: { width: 900, height: 700 } });
    const [script, styles] = await Promise.all(webviewBundles.map(({ entry }) => bundle(entry)));
    await page.setContent(
      `<!doctype html><html lang="en"><head><style>${styles}</style><script>${editor}</script></head>
       <body class="label-page" data-view="label">${pageBodies.label}</body></html>`,
    );
    await page.addScriptTag({ content: script! });
    return new PanelPage(browser, page);
  }

  /** Says a state, newer than the one before. */
  async tell(state: Partial<PanelState>): Promise<void> {
    const message = JSON.stringify(stateOf({ revision: ++this.#revision, ...state }));
    await this.page.evaluate(
      `new Promise((heard) => {
        addEventListener('message', () => heard(), { once: true });
        postMessage(${message}, '*');
      })`,
    );
  }

  /** All that the page has told its host. */
  sent(): Promise<FromPanel[]> {
    return this.page.evaluate('window.sent') as Promise<FromPanel[]>;
  }

  async close(): Promise<void> {
    await this.browser.close();
  }
}
