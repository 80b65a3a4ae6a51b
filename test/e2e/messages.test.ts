import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { writeNotes, writeNotesOf } from './datasets.ts';
import { Session } from './session.ts';
import type { Workbench } from './workbench.ts';

const link = '[Click to repair](command:workbench.action.terminal.new?%7B%22name%22%3A%22x%22%7D)';
const parted = link.replace('](', '] (');

let session: Session;
let workbench: Workbench;

beforeAll(async () => {
  session = await Session.start({ trust: false });
  const folder = session.makeFolder();
  writeNotesOf(join(folder, 'repair'), { name: 'Repair', strategy: link });
  writeNotesOf(join(folder, 'model'), { name: 'Model', model: `${link} $(trash)` });
  writeNotes(join(folder, 'notes'), `$(trash) Notes ${link}`);
  workbench = await session.open(folder);
});
beforeEach(({ onTestFailed }) => {
  onTestFailed(() => workbench.screenshot('messages-failed'));
});
afterAll(async () => {
  await session.stop();
});

describe('texts of a manifest that nobody trusts', () => {
  it.each([
    ['Select Strategy…', 'repair'],
    ['Select Model…', 'repair'],
    ['Select Strategy…', 'model'],
    ['Select Model…', 'model'],
  ])('are no link in what “%s” says of the dataset “%s”', async (command, dataset) => {
    await workbench.commandAndPick(`Label Scout: ${command}`, new RegExp(`^${dataset}`));
    const notification = workbench.notification(/Click to repair/);
    await notification.waitFor();
    const message = notification.locator('.notification-list-item-message');
    expect(await message.locator('a').count()).toBe(0);
    expect(await message.textContent()).toContain(parted);
    await workbench.command('Notifications: Clear All Notifications');
    await notification.waitFor({ state: 'detached' });
  });

  it('are neither icon nor link in a list and in its title', async () => {
    await workbench.command('Label Scout: Select Model…');
    const list = workbench.page.locator('.quick-input-widget');
    const row = list.getByRole('option', { name: /Notes/ });
    await row.waitFor();
    expect(await row.textContent()).toContain(`$ (trash) Notes ${parted}`);
    await row.click();
    await list.locator('.quick-input-title', { hasText: 'Model of' }).waitFor();
    expect(await list.locator('.quick-input-title').textContent()).toContain(`$ (trash) Notes ${parted}`);
    expect(await list.locator('a[href], .codicon-trash').count()).toBe(0);
    await workbench.page.keyboard.press('Escape');
  });

  it('are neither icon nor link in the tree', async () => {
    await workbench.showTree();
    const row = workbench.treeRow(/\$ \(trash\) Notes/);
    await row.waitFor();
    const tree = workbench.page.locator('.customview-tree');
    expect(await tree.textContent()).toContain(parted);
    expect(await tree.locator('.codicon-trash, a[href^="command:"]').count()).toBe(0);
    await workbench.screenshot('messages');
  });
});
