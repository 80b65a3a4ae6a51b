import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { reportFolder } from './report.ts';

/** The little of an SVG element that is used here. */
interface SvgElement {
  setAttribute(name: string, value: string): void;
  readonly outerHTML: string;
}

/** Colors that tell series apart, in their order. */
export const seriesColors = ['#0b62c4', '#bc3f0c', '#2f7d32'];

/** Writes a plot as `<name>.svg`, on white. */
export function savePlot(name: string, options: Plot.PlotOptions): void {
  const { document } = parseHTML('<!doctype html><html><body></body></html>') as unknown as {
    document: unknown;
  };
  const size = { width: 700, height: 400, marginLeft: 60 };
  const svg = Plot.plot({ document: document as never, ...size, ...options }) as unknown as SvgElement;
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  svg.setAttribute('style', 'background:#fff');
  mkdirSync(reportFolder, { recursive: true });
  writeFileSync(join(reportFolder, `${name}.svg`), `${svg.outerHTML}\n`);
}
