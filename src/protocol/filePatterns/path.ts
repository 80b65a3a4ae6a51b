import { fold } from './fold.ts';
import { readSegment, type Segment } from './segment.ts';

/** A pattern without braces. */
export interface PathPattern {
  /** The path, folded, where only one matches. */
  readonly path: string | null;
  /** The folder below which everything stands that matches, folded; empty where that is the dataset's. */
  readonly base: string;
  /** @param names of the folders and the file, from the dataset's folder on, folded. */
  matches(names: readonly string[]): boolean;
}

const anyFolders = '**';

/** Reads a pattern: as a whole part, `**` means any number of folders that are not hidden. */
export function readPath(pattern: string): PathPattern {
  // At the end `**` means the files below, and `**.txt` has always meant texts in every folder.
  const parts = pattern.replace(/(?<=^|\/)\*\*$|^\*\*(?=\.\w+$)/u, '**/*').split('/');
  const steps = parts.map((part) => (part === anyFolders ? part : readSegment(part)));
  const names = steps.map((step) => (step === anyFolders ? null : step.name));
  const fixed = names.slice(0, Math.max(names.indexOf(null), 0)).join('/');
  const path = names.includes(null) ? null : names.join('/');
  return { path, base: path ?? fixed, matches: (given) => follow(steps, given) };
}

/**
 * Folders go to the last `**` that was passed only when what comes behind it does not match where it is tried, and never
 * back to an earlier one: what that could reach, the last one can. So every step is tried once a name at most.
 */
function follow(steps: readonly (Segment | typeof anyFolders)[], names: readonly string[]): boolean {
  let [step, name] = [0, 0];
  let open: { readonly step: number; name: number } | null = null;
  while (name < names.length) {
    const next = steps[step];
    if (next === anyFolders) {
      open = { step: ++step, name };
    } else if (next?.matches(names[name]!) === true) {
      step++;
      name++;
    } else if (open !== null && !names[open.name]!.startsWith('.')) {
      step = open.step;
      name = ++open.name;
    } else return false;
  }
  return steps.slice(step).every((left) => left === anyFolders);
}

/** The names in a path. */
export const namesIn = (path: string): readonly string[] => fold(path).split('/');
