import { join } from 'node:path';
import type { Frame, FrameLocator, Locator, Page } from 'playwright-core';
import { root } from '../../scripts/lib/root.mjs';

/** VS Code's window as a person uses it: palette, tree, panel. */
export class Workbench {
  constructor(readonly page: Page) {}

  async ready(): Promise<void> {
    await this.page.locator('.monaco-workbench').waitFor();
    await this.page.locator('.activitybar').getByRole('tab', { name: 'Label Scout' }).waitFor();
  }

  /** Runs a command by its full title, as the palette shows it, as soon as the palette offers it. */
  async command(title: string): Promise<void> {
    while (!(await this.choose(title))) await this.page.keyboard.press('Escape');
  }

  /** Whether the palette lists a command by this title. */
  async offers(title: string): Promise<boolean> {
    const offered = await this.find(title);
    await this.page.keyboard.press('Escape');
    return offered;
  }

  /** A message in the corner of the window. */
  notification(text: RegExp): Locator {
    return this.page.locator('.notification-list-item').filter({ hasText: text }).first();
  }

  /** The palette lists what could be run when it was opened: a command enabled later needs another look. */
  private async choose(title: string): Promise<boolean> {
    const offered = await this.find(title);
    if (offered) await this.page.keyboard.press('Enter');
    return offered;
  }

  private async find(title: string): Promise<boolean> {
    await this.page.keyboard.press('F1');
    const input = this.page.locator('.quick-input-widget input').first();
    // A page that takes the focus closes the palette: then it is opened again, as a person does.
    const typed = await input.fill(`>${title}`, { timeout: 5000 }).then(
      () => true,
      () => false,
    );
    if (!typed) return false;
    const option = this.page.locator('.quick-input-list').getByRole('option', { name: title }).first();
    return await option.waitFor({ timeout: 1000 }).then(
      () => true,
      () => false,
    );
  }

  /** Shows the extension's tree; does nothing when it is shown. */
  async showTree(): Promise<void> {
    const tab = this.page.locator('.activitybar').getByRole('tab', { name: 'Label Scout' });
    if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
  }

  /** Opens a folder of the workspace as a person does who has found it in the Explorer. */
  async labelThisDataset(folder: string): Promise<void> {
    const tab = this.page.locator('.activitybar').getByRole('tab', { name: /^Explorer/ });
    if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
    const row = this.page
      .locator('.explorer-folders-view')
      .getByRole('treeitem', { name: folder, exact: true });
    await this.chooseFromMenu(row, 'Label This Dataset');
  }

  /** Chooses from the context menu of a row. */
  async chooseFromMenu(row: Locator, name: string): Promise<void> {
    const entry = this.page.getByRole('menuitem', { name });
    do {
      await row.click({ button: 'right' });
      // A tree closes a menu when its rows change: then it is asked for again, as a person does.
    } while (!(await this.clicked(entry)));
  }

  /**
   * Chooses from the context menu of a row what asks for a text. A tree that is being read anew gives a command no row, so
   * that it asks for one: then it is asked for again.
   */
  async enterFromMenu(row: Locator, name: string, title: string, text: string): Promise<void> {
    const box = this.page.locator('.quick-input-title', { hasText: title });
    do await this.chooseFromMenu(row, name);
    while (!(await this.appears(box)));
    await this.enterText(text);
  }

  /** Whether something appears; with nothing left open where it does not. */
  private async appears(target: Locator): Promise<boolean> {
    try {
      await target.waitFor({ timeout: 5000 });
      return true;
    } catch {
      await this.page.keyboard.press('Escape');
      return false;
    }
  }

  /** Clicks what is about to appear; false, with nothing left open, when it does not appear or goes away. */
  private async clicked(target: Locator): Promise<boolean> {
    try {
      await target.waitFor({ timeout: 2000 });
      // A menu of VS Code takes no click in the first tenth of a second, so that the click that opened it is not one.
      await this.page.waitForTimeout(300);
      await target.click({ timeout: 2000 });
      await target.waitFor({ state: 'hidden', timeout: 2000 });
      return true;
    } catch {
      await this.page.keyboard.press('Escape');
      return false;
    }
  }

  /** A row of the tree by a part of its accessible name. */
  treeRow(name: string | RegExp): Locator {
    return this.page.getByRole('treeitem', { name }).first();
  }

  /** The page inside the label panel: VS Code nests it in two frames. */
  get panel(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  }

  /** The frame of the page that has such an element: for scripts that look at all of it. */
  async frameWith(selector: string): Promise<Frame> {
    for (const frame of this.page.frames()) {
      if ((await frame.locator(selector).count()) > 0) return frame;
    }
    throw new Error(`no page has ${selector}`);
  }

  /** Opens the label panel and waits for its first sample. */
  async startLabeling(): Promise<void> {
    await this.command('Label Scout: Start Labeling');
    await this.panel.locator('#sample:not([data-id=""])[data-id]').waitFor();
  }

  /** Id of the sample on screen, once there is one. */
  async sampleId(): Promise<string> {
    return (await this.panel.locator('#sample[data-id]:not([data-id=""])').getAttribute('data-id')) ?? '';
  }

  /** Presses a key where the focus is, as a person does, and waits until another sample is shown. */
  async answer(key: string): Promise<void> {
    const id = await this.sampleId();
    await this.page.keyboard.press(key);
    await this.panel.locator(`#sample[data-id]:not([data-id=""], [data-id="${id}"])`).waitFor();
  }

  /** Waits until the panel counts this many labels: it counts what is on the disk. */
  async labeled(count: number): Promise<void> {
    await this.panel.locator('#progress', { hasText: new RegExp(`^${count} of `) }).waitFor();
  }

  /** Chooses from the list that is open, or about to be. */
  async pick(name: string | RegExp): Promise<void> {
    await this.page.locator('.quick-input-list').getByRole('option', { name }).first().click();
  }

  /** Runs a command and chooses from the list it opens; what takes the focus closes a list: then it is asked for again. */
  async commandAndPick(title: string, name: RegExp): Promise<void> {
    const option = this.page.locator('.quick-input-list').getByRole('option', { name }).first();
    do await this.command(title);
    while (!(await this.clicked(option)));
  }

  /** Agrees to what is ticked in the list with this title. */
  async confirmPicks(title: RegExp): Promise<void> {
    await this.page.locator('.quick-input-title', { hasText: title }).waitFor();
    await this.page.keyboard.press('Enter');
  }

  /** Answers the box that asks for a text. */
  async enterText(text: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget input').first();
    await input.waitFor({ state: 'visible' });
    await input.fill(text);
    await this.page.keyboard.press('Enter');
  }

  /** Agrees to the file that the dialog proposes to write, once its name ends like this. */
  async saveAsProposed(ending: string): Promise<void> {
    const dialog = this.page.locator('.quick-input-widget');
    const proposed = dialog.locator('input').first();
    while (!(await proposed.inputValue()).endsWith(ending)) await this.page.waitForTimeout(100);
    await dialog.getByRole('button', { name: 'OK' }).click();
  }

  /** Chooses a file in the dialog that is about to open, by its path: a row of the list may move under the pointer. */
  async openFile(path: string): Promise<void> {
    const dialog = this.page.locator('.quick-input-widget');
    const input = dialog.locator('input').first();
    while (!(await input.inputValue()).startsWith('/')) await this.page.waitForTimeout(100);
    do {
      await input.fill(path);
      // The dialog writes the folder it has just read into its box, over what was typed meanwhile.
      await this.page.waitForTimeout(300);
    } while ((await input.inputValue()) !== path);
    await dialog.getByRole('button', { name: 'OK' }).click();
  }

  /** Waits for the sentence the panel says, and returns it. */
  async message(): Promise<string> {
    const message = this.panel.locator('#message:not([hidden])');
    await message.waitFor();
    return (await message.textContent()) ?? '';
  }

  /** Reloads the window as the person's own reload does: after VS Code has noted which tabs are open. */
  async reload(): Promise<void> {
    // In a browser VS Code cannot save while a page is left, so it does every five seconds; nothing shows it.
    await this.page.waitForTimeout(8_000);
    await this.page.reload();
    await this.ready();
  }

  /** Keeps a picture of the window for people to look at. */
  async screenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: join(root, 'test-results', `${name}.png`) });
  }

  async close(): Promise<void> {
    await this.page.close();
  }
}
