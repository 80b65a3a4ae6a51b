import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame } from 'playwright-core';

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
