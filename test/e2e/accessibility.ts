import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame, Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
}

/** What axe calls serious or critical on a page, one line each; what VS Code itself adds to it is not ours. */
export async function seriousViolations(frame: Frame): Promise<readonly string[]> {
  // Sent as text: the page's policy forbids scripts in it, not what the browser's own tools evaluate.
  await frame.evaluate(`${axe}; undefined`);
  const violations = (await frame.evaluate(
    `axe.run(document.body, { resultTypes: ['violations'] }).then(({ violations }) => violations)`,
  )) as readonly Violation[];
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
    );
}

/** What a screen reader is given of one element. */
export interface Spoken {
  readonly role: string;
  readonly name: string;
  readonly description: string;
  readonly pressed: string;
}

interface AxNode {
  readonly ignored: boolean;
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
  readonly description?: { readonly value: string };
  readonly properties?: readonly { readonly name: string; readonly value: { readonly value?: unknown } }[];
}
interface FrameTree {
  readonly frame: { readonly id: string; readonly name?: string };
  readonly childFrames?: readonly FrameTree[];
}

/** The browser's accessibility tree of the page inside VS Code's panel, in the order it is read. */
export async function spokenTree(page: Page): Promise<readonly Spoken[]> {
  const browser = await page.context().newCDPSession(page);
  const { frameTree } = (await browser.send('Page.getFrameTree')) as { frameTree: FrameTree };
  const all = (tree: FrameTree): FrameTree[] => [tree, ...(tree.childFrames ?? []).flatMap(all)];
  const inner = all(frameTree).find(({ frame }) => frame.name === 'active-frame');
  if (inner === undefined) throw new Error('no panel is open');
  const { nodes } = await browser.send('Accessibility.getFullAXTree', { frameId: inner.frame.id });
  await browser.detach();
  return (nodes as readonly AxNode[])
    .filter(({ ignored }) => !ignored)
    .map(({ role, name, description, properties = [] }) => ({
      role: role?.value ?? '',
      name: name?.value ?? '',
      description: description?.value ?? '',
      pressed: String(properties.find((property) => property.name === 'pressed')?.value.value ?? ''),
    }));
}
