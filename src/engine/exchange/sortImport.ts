import type { ImportedLabel } from './types.ts';

/** What imported lines are held against. */
export interface ImportTarget {
  /** Whether the dataset has a sample of this id. */
  hasSample(id: string): boolean;
  /** The class of this name, or the one that took over its name; undefined when there is none. */
  findClass(name: string): string | undefined;
  /** The label a sample has now. */
  labelOf(id: string): string | undefined;
}

/** A line that cannot be imported: no such sample, no such class, or another label than an earlier line says. */
export type ImportProblem =
  | { readonly kind: 'sample' | 'class'; readonly line: ImportedLabel }
  | { readonly kind: 'contradiction'; readonly line: ImportedLabel; readonly earlier: ImportedLabel };

/** What an import would do. */
export interface SortedImport {
  /** Labels that differ from what the samples have now, one per sample. */
  readonly fresh: readonly ImportedLabel[];
  /** How many lines say what is known already. */
  readonly unchanged: number;
  readonly problems: readonly ImportProblem[];
}

/** Sorts imported lines into new labels, known ones and problems. Reads only; nothing is written. */
export function sortImport(lines: readonly ImportedLabel[], target: ImportTarget): SortedImport {
  const seen = new Map<string, ImportedLabel>();
  const fresh: ImportedLabel[] = [];
  const problems: ImportProblem[] = [];
  for (const line of lines) {
    const label = target.findClass(line.label);
    const earlier = seen.get(line.id);
    if (!target.hasSample(line.id)) problems.push({ kind: 'sample', line });
    else if (label === undefined) problems.push({ kind: 'class', line });
    else if (earlier === undefined) {
      const resolved = { ...line, label };
      seen.set(line.id, resolved);
      if (target.labelOf(line.id) !== label) fresh.push(resolved);
    } else if (earlier.label !== label) problems.push({ kind: 'contradiction', line, earlier });
  }
  return { fresh, problems, unchanged: lines.length - fresh.length - problems.length };
}
