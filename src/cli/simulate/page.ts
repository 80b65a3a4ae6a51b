import { chartSvg } from './chart.ts';
import { honestReading } from '../../engine/simulation/reading.ts';
import type { SimulationReport } from '../../engine/simulation/report.ts';
import { resultColumns, setting } from './text.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => entities[character]!);

const styleSheet = `
:root { color-scheme: light dark; --ink: #1f2328; --soft: #59636e; --paper: #fff; --line: #d1d9e0; --code: #f6f8fa; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf3; --soft: #9198a1; --paper: #0d1117; --line: #3d444d; --code: #151b23; }
}
body { margin: 2.5rem auto; max-width: 54rem; padding: 0 1.25rem; color: var(--ink); background: var(--paper);
  font: 16px/1.55 system-ui, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
p, dd { margin: 0 0 .5rem; }
.soft { color: var(--soft); }
.reading { border-left: 4px solid var(--soft); padding: .25rem 0 .25rem 1rem; margin: 1.25rem 0; }
figure { margin: 1.5rem 0; border: 1px solid var(--line); border-radius: 8px; overflow: hidden; }
figure svg { display: block; width: 100%; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: .4rem .75rem; border-bottom: 1px solid var(--line); text-align: left; white-space: nowrap; }
th { font-weight: 600; }
.right { text-align: right; }
pre { background: var(--code); border-radius: 6px; padding: .75rem 1rem; font-size: .9rem; white-space: pre-wrap;
  overflow-wrap: anywhere; }
dt { font-weight: 600; }
dd { margin-left: 0; color: var(--soft); }`;

const side = (align: 'right' | undefined): string => (align ? ' class="right"' : '');

function table(report: SimulationReport): string {
  const head = resultColumns.map(({ title, align }) => `<th scope="col"${side(align)}>${escape(title)}</th>`);
  const body = report.curves.map((curve) => {
    const [name, ...cells] = resultColumns.map(({ cell }) => escape(cell(curve)));
    const rest = cells.map((cell, index) => `<td${side(resultColumns[index + 1]!.align)}>${cell}</td>`);
    return `<tr><th scope="row">${name!}</th>${rest.join('')}</tr>`;
  });
  return `<table><thead><tr>${head.join('')}</tr></thead><tbody>${body.join('\n')}</tbody></table>`;
}

const explanations: readonly (readonly [string, string])[] = [
  [
    'area',
    'Mean of the curve over all its points: how good the model was along the way, not only at the end.',
  ],
  [
    'versus random',
    'Difference of the areas, repeat by repeat on the same splits and the same first labels, so that luck of the draw cancels out.',
  ],
  ['± and bands', 'One standard error over the repeats.'],
  [
    'seconds per query',
    'Median time to fit the model, score the pool and choose; measuring on the test part is not counted.',
  ],
];

/** The result as a page that needs nothing else: the chart, the figures, and how to make it again. */
export const pageHtml = (
  report: SimulationReport,
  smallerIsBetter: boolean,
  commandLine: string,
): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(report.dataset)}: strategies compared</title>
<style>${styleSheet}</style>
</head>
<body>
<main>
<h1>${escape(report.dataset)}: strategies compared</h1>
<p class="soft">${escape(setting(report))}</p>
<p class="reading"><strong>Honest reading:</strong> ${escape(honestReading(report, smallerIsBetter))}</p>
<figure>
${chartSvg(report, smallerIsBetter)}</figure>
<h2>Figures</h2>
<div class="scroll">${table(report)}</div>
<h2>How to read them</h2>
<dl>${explanations.map(([term, text]) => `<dt>${term}</dt><dd>${text}</dd>`).join('\n')}</dl>
<h2>How this was made</h2>
<pre><code>${escape(commandLine)}</code></pre>
<p class="soft">The same command gives the same figures, timings aside.</p>
</main>
</body>
</html>
`;
