import type { Command } from 'commander';
import type { CurvePoint } from '../../engine/curve.ts';
import { readCurve } from '../../engine/curveFile.ts';
import { filesIn } from '../../runtime/filesIn.ts';
import { takes, type SharedFlags } from '../options.ts';
import { printDocument, writeOut } from '../output.ts';
import { settingsOf } from '../settings.ts';
import { statusText, type Status, type StatusPoint } from '../statusText.ts';
import { openWorkspace, type Workspace } from '../workspace.ts';

function countClasses({ classes, labels }: Workspace): Readonly<Record<string, number>> {
  const counts = new Map(classes.map((name) => [name, 0]));
  for (const { label } of labels) if (counts.has(label)) counts.set(label, counts.get(label)! + 1);
  return Object.fromEntries(counts);
}

const countKnown = (ids: Iterable<string>, { rows }: Workspace): number =>
  [...ids].filter((id) => rows.has(id)).length;

const publicPoint = ({ labels, metric, value, low, high, estimate }: CurvePoint): StatusPoint => ({
  labels,
  metric,
  value,
  low,
  high,
  estimate,
});

async function statusOf(workspace: Workspace, flags: SharedFlags): Promise<Status> {
  const { dataset, journal, labels, progress } = workspace;
  const { strategy, model } = settingsOf(dataset.manifest, flags);
  const { entries, unreadableLines, tornTail } = journal.state;
  return {
    rows: dataset.ids.length,
    labeled: labels.length,
    skipped: progress.skipped.length,
    flagged: countKnown(journal.state.flagged, workspace),
    notes: countKnown(journal.state.notes.keys(), workspace),
    classes: countClasses(workspace),
    strategy,
    model,
    journal: { entries, unreadable: unreadableLines.length, tornTail },
    curve: (await readCurve(filesIn(dataset.folder)))
      // Labels may have been taken back since.
      .filter((point) => point.labels <= labels.length)
      .map(publicPoint),
  };
}

async function status(target: string, flags: SharedFlags): Promise<void> {
  const workspace = await openWorkspace(target, flags);
  const report = await statusOf(workspace, flags);
  const { dataset, classes } = workspace;
  await (flags.json ? printDocument(report) : writeOut(statusText(dataset.name, classes, report)));
}

/** `status <dataset>`. */
export function registerStatus(program: Command): void {
  const command = program
    .command('status')
    .summary('counts, classes, strategy and learning curve')
    .description(
      'Shows how far the labeling is: counts per class, the strategy and the last points of the curve.',
    )
    .argument('<dataset>', 'folder with label-scout.json, or that file')
    .action(status);
  takes(command, 'json', 'strategy', 'model', 'manyClasses');
}
