import { extname } from 'node:path';
import { UsageError } from '../../engine/errors.ts';
import type { SimulationReport } from '../../engine/simulation/report.ts';
import { writeOutput } from '../../runtime/outputFile.ts';
import { checkFolder } from '../checkFolder.ts';

/** What a report is written from. */
export interface Saved {
  readonly report: SimulationReport;
  readonly smallerIsBetter: boolean;
  /** The command that made it. */
  readonly commandLine: string;
}

type Writer = (saved: Saved) => string | Promise<string>;

// The charting library is loaded when a chart is wanted, which is seldom.
const writers: Readonly<Record<string, Writer>> = {
  '.html': async ({ report, smallerIsBetter, commandLine }) =>
    (await import('./page.ts')).pageHtml(report, smallerIsBetter, commandLine),
  '.svg': async ({ report, smallerIsBetter }) =>
    (await import('./chart.ts')).chartSvg(report, smallerIsBetter),
  '.json': ({ report }) => `${JSON.stringify(report, null, 2)}\n`,
};

/**
 * Refuses a report that could not be written before anything is computed for it.
 * @param target the dataset.
 * @throws UsageError when the file's extension is none a report can be written as, HumanError without its folder.
 */
export async function checkReportFile(path: string, target: string): Promise<void> {
  if (!Object.hasOwn(writers, extname(path).toLowerCase())) {
    throw new UsageError(
      `--out ${path} must end in ${Object.keys(writers).join(', ')}: the ending says what is written.`,
    );
  }
  await checkFolder('--out', path, target);
}

/** @param folder of the dataset. */
export const saveReport = async (folder: string, path: string, saved: Saved): Promise<void> =>
  writeOutput(folder, path, await writers[extname(path).toLowerCase()]!(saved));
