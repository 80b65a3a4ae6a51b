import { sortImport, type ImportProblem, type SortedImport } from '../engine/exchange/sortImport.ts';
import type { ImportedLabel } from '../engine/exchange/types.ts';
import { didYouMean } from './nearest.ts';
import type { Workspace } from './workspace.ts';

/** Sorts imported lines into new labels, known ones and problems. Reads only; nothing is written. */
export function sortForWorkspace(
  { rows, classes, labels, journal }: Workspace,
  lines: readonly ImportedLabel[],
): SortedImport {
  const current = new Map(labels.map(({ id, label }) => [id, label]));
  const known = new Set(classes);
  return sortImport(lines, {
    hasSample: (id) => rows.has(id),
    findClass: (name) => [journal.state.successor(name)].find((successor) => known.has(successor)),
    labelOf: (id) => current.get(id),
  });
}

/** What is wrong with a line, beginning with `line n`. */
export function describeProblem(problem: ImportProblem, { classes }: Workspace): string {
  const { id, label, line } = problem.line;
  if (problem.kind === 'sample') return `line ${line}: there is no sample "${id}"`;
  if (problem.kind === 'contradiction') {
    const { earlier } = problem;
    return `line ${line}: "${id}" is "${label}" here and "${earlier.label}" in line ${earlier.line}`;
  }
  const hint = didYouMean(label, classes).replace(/ Did (.*)\?$/, ' (did $1?)');
  return `line ${line}: there is no class "${label}"${hint}`;
}
