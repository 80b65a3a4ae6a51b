import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
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

/** The page's script and its styles. */
const bundles = Promise.all(webviewBundles.map(({ entry }) => bundle(entry)));

/**
 * The labeling page without VS Code around it: its own script and styles in a real browser. The test is the host, which can
 * then say what a real one says once in a while.
 */
export class PanelPage {
  #revision = 0;

  private constructor(readonly page: Page) {}

  static async open(browser: Browser): Promise<PanelPage> {
    const page = await browser.newPage({ viewport: { width: 900, height: 700 } });
    const [script, styles] = await bundles;
    await page.setContent(
      `<!doctype html><html lang="en"><head><style>${styles}</style><script>${editor}</script></head>
       <body class="label-page" data-view="label">${pageBodies.label}</body></html>`,
    );
    await page.addScriptTag({ content: script! });
    return new PanelPage(page);
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
}
