import type { Frame } from 'playwright-core';
import { createRng } from '../../src/engine/rng.ts';
import type { Workbench } from '../e2e/workbench.ts';

/** What the page keeps while it measures: written by `instrument`. */
interface Measuring {
  delays: number[];
}

/**
 * Measures inside the panel's page: from the key's own time stamp to the second animation frame after the
 * sample on screen changed. Sent as text: it runs in the page, whose types this file does not know.
 */
const instrument = `(() => {
  const measuring = (globalThis.measuring = { delays: [] });
  let pressed = 0;
  addEventListener('keydown', (event) => { pressed = event.timeStamp; }, { capture: true });
  new MutationObserver(() => {
    const since = pressed;
    pressed = 0;
    if (since === 0) return;
    requestAnimationFrame(() => requestAnimationFrame(() => measuring.delays.push(performance.now() - since)));
  }).observe(document.getElementById('sample'), { attributes: true, attributeFilter: ['data-id'] });
})()`;

/** Begins to measure in the page of the open panel. */
export async function measureDelays(workbench: Workbench): Promise<Frame> {
  const frame = await workbench.frameWith('#sample');
  await frame.evaluate(instrument);
  return frame;
}

export const takeDelays = async (frame: Frame): Promise<readonly number[]> =>
  ((await frame.evaluate('globalThis.measuring')) as Measuring).delays;

/** Answers this many samples, each after 300 to 600 ms, as a quick person does. */
export async function answerMany(
  workbench: Workbench,
  count: number,
  rightKey: () => Promise<string>,
): Promise<void> {
  const gaps = createRng(2);
  for (let key = 0; key < count; key++) {
    await workbench.page.waitForTimeout(300 + gaps.uniform() * 300);
    await workbench.answer(await rightKey());
  }
  await workbench.page.waitForTimeout(500);
}

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!;

/** Percentiles of delays in milliseconds. */
export function summarize(delays: readonly number[]) {
  const sorted = [...delays].sort((a, b) => a - b);
  return {
    keys: sorted.length,
    milliseconds: { p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95), max: percentile(sorted, 1) },
  };
}
