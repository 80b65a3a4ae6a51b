import { parseJson } from './reading/json.ts';
import { findSpelling } from './reading/spellings.ts';
import type { ImportedLine } from './types.ts';

/** What imported lines are held against. */
export interface ImportTarget {
  /** Whether the dataset has a sample of this id. */
  hasSample(id: string): boolean;
  /** The class of this name, or the one that took over its name; undefined when there is none. */
  findClass(name: string): string | undefined;
  /** The label a sample has now. */
  labelOf(id: string): string | undefined;
  isFlagged(id: string): boolean;
  /** The note on a sample; empty for none. */
  noteOf(id: string): string;
}

/** A label that is new to its sample; id and class are those of the dataset. */
export interface FreshLabel {
  readonly id: string;
  readonly label: string;
  readonly line: number;
}

/**
 * A line that cannot be imported: no such sample, no such class, several classes, or another label than an earlier
 * line says.
 */
export type ImportProblem =
  | { readonly kind: 'sample'; readonly line: number; readonly id: string }
  | { readonly kind: 'class'; readonly line: number; readonly label: string }
  | { readonly kind: 'several'; readonly line: number; readonly labels: readonly string[] }
  | {
      readonly kind: 'contradiction';
      readonly line: number;
      readonly label: string;
      readonly earlier: FreshLabel;
    };

/** Why a line that is in order gives no label. */
export type PassedOverReason = 'unlabeled' | 'rejected' | 'ignored' | 'unanswered';

export interface PassedOver {
  readonly count: number;
  /** The line of the first. */
  readonly line: number;
}

/** An id or a class that the file spells in another way than the dataset. */
export interface Respelled {
  readonly from: string;
  readonly to: string;
}

/** What an import would do. */
export interface SortedImport {
  /** Labels that differ from what the samples have now, one per sample. */
  readonly fresh: readonly FreshLabel[];
  /** How many lines say what is known already. */
  readonly unchanged: number;
  readonly problems: readonly ImportProblem[];
  readonly passedOver: ReadonlyMap<PassedOverReason, PassedOver>;
  /** Ids of samples to be flagged. */
  readonly flags: readonly string[];
  /** Samples that are flagged here, while the file says that they are not. */
  readonly keptFlags: number;
  /** Notes that differ from what the samples have now, by id. */
  readonly notes: ReadonlyMap<string, string>;
  /** Lines whose note another one replaced. */
  readonly replacedNotes: readonly { readonly line: number; readonly by: number }[];
  readonly respelled: readonly Respelled[];
}

/** Sorts imported lines into new labels, known ones and problems. Reads only; nothing is written. */
export function sortImport(lines: readonly ImportedLine[], target: ImportTarget): SortedImport {
  const sorter = new Sorter(target);
  for (const line of lines) sorter.add(line);
  return sorter.result();
}

class Sorter {
  readonly #target: ImportTarget;
  readonly #seen = new Map<string, FreshLabel>();
  readonly #fresh: FreshLabel[] = [];
  readonly #problems: ImportProblem[] = [];
  readonly #passedOver = new Map<PassedOverReason, PassedOver>();
  readonly #flags = new Set<string>();
  readonly #unflagged = new Set<string>();
  readonly #notes = new Map<string, { readonly text: string; readonly line: number }>();
  readonly #replacedNotes: { readonly line: number; readonly by: number }[] = [];
  readonly #respelled = new Map<string, string>();
  #unchanged = 0;

  constructor(target: ImportTarget) {
    this.#target = target;
  }

  add(line: ImportedLine): void {
    const labels = this.#labelsOf(line);
    const passedOver = line.answer ?? (labels.length === 0 ? 'unlabeled' : undefined);
    if (passedOver !== undefined && line.flagged !== true && line.note === undefined) {
      if (line.flagged === false) this.#unflagged.add(line.id);
      return this.#passOver(passedOver, line.line);
    }
    const id = this.#spelled(line.id, (spelling) =>
      this.#target.hasSample(spelling) ? spelling : undefined,
    );
    if (id === undefined) return void this.#problems.push({ kind: 'sample', line: line.line, id: line.id });
    if (passedOver !== undefined) this.#passOver(passedOver, line.line);
    else if (!this.#label(id, labels, line.line)) return;
    this.#remark(id, line);
  }

  result(): SortedImport {
    const { isFlagged, noteOf } = this.#target;
    return {
      fresh: this.#fresh,
      unchanged: this.#unchanged,
      problems: this.#problems,
      passedOver: this.#passedOver,
      flags: [...this.#flags].filter((id) => !isFlagged(id)),
      keptFlags: [...this.#unflagged].filter(isFlagged).length,
      notes: new Map(
        [...this.#notes].flatMap(([id, { text }]) => (text === noteOf(id) ? [] : [[id, text] as const])),
      ),
      replacedNotes: this.#replacedNotes,
      respelled: [...this.#respelled].map(([from, to]) => ({ from, to })),
    };
  }

  /** The names a line gives its sample; a class may be called like a list or like nothing. */
  #labelsOf({ label }: ImportedLine): readonly string[] {
    if (label === null) return [];
    if (typeof label !== 'string') return label;
    if (this.#target.findClass(label) !== undefined) return [label];
    return /^\s*(?:nan|null)?\s*$/iu.test(label) ? [] : (listIn(label) ?? [label]);
  }

  /** Whether the line's label is in order. */
  #label(id: string, labels: readonly string[], line: number): boolean {
    const [written = '', another] = labels;
    if (another !== undefined) return this.#refuse({ kind: 'several', line, labels });
    const label = this.#spelled(written, this.#target.findClass.bind(this.#target));
    if (label === undefined) return this.#refuse({ kind: 'class', line, label: written });
    const earlier = this.#seen.get(id);
    if (earlier !== undefined && earlier.label !== label)
      return this.#refuse({ kind: 'contradiction', line, label, earlier });
    const fresh = { id, label, line };
    if (earlier === undefined) this.#seen.set(id, fresh);
    if (earlier === undefined && this.#target.labelOf(id) !== label) this.#fresh.push(fresh);
    else this.#unchanged++;
    return true;
  }

  #refuse(problem: ImportProblem): false {
    this.#problems.push(problem);
    return false;
  }

  #passOver(reason: PassedOverReason, line: number): void {
    const before = this.#passedOver.get(reason);
    this.#passedOver.set(reason, { count: (before?.count ?? 0) + 1, line: before?.line ?? line });
  }

  #spelled(text: string, find: (spelling: string) => string | undefined): string | undefined {
    const known = findSpelling(text, find);
    if (known !== undefined && known.spelling !== text) this.#respelled.set(text, known.spelling);
    return known?.found;
  }

  #remark(id: string, { flagged, note, line }: ImportedLine): void {
    if (flagged !== undefined) (flagged ? this.#flags : this.#unflagged).add(id);
    if (note === undefined) return;
    const before = this.#notes.get(id);
    if (before !== undefined && before.text !== note)
      this.#replacedNotes.push({ line: before.line, by: line });
    this.#notes.set(id, { text: note, line });
  }
}

/** The classes of a cell that holds a JSON list, as tables of several classes do; undefined for any other text. */
function listIn(text: string): readonly string[] | undefined {
  if (!/^\s*\[.*\]\s*$/su.test(text)) return undefined;
  try {
    const value = parseJson(text);
    if (value.kind !== 'list') return undefined;
    const names = value.items.flatMap((item) => ('text' in item ? [item.text] : []));
    return names.length === value.items.length ? [...new Set(names)] : undefined;
  } catch {
    return undefined;
  }
}
