import type { FormerNames } from './formerNames.ts';

/** What a person did to the labels, before it is stamped and written. Ids are sample ids, never row numbers. */
export type EntryDraft =
  | {
      readonly op: 'label';
      readonly id: string;
      /** A class name. */
      readonly label: string;
      /** Milliseconds from the sample being shown to the key. */
      readonly ms?: number;
      readonly strategy?: string;
      readonly model?: string;
      /** Labels the model had been trained on when the sample was chosen. */
      readonly round?: number;
      /** Where the label comes from: `panel`, `cli`, `import`, … */
      readonly source?: string;
    }
  | { readonly op: 'skip'; readonly id: string }
  | { readonly op: 'flag'; readonly id: string; readonly on: boolean }
  | { readonly op: 'note'; readonly id: string; readonly text: string }
  | { readonly op: 'rename-class'; readonly from: string; readonly to: string }
  | { readonly op: 'merge-class'; readonly from: readonly string[]; readonly to: string };

/** Takes an earlier entry back, or brings it again. `target` is an `e`, never of an undo or a redo. */
export type Reversal = { readonly op: 'undo' | 'redo'; readonly target: string };

/** What every entry carries. */
export interface Stamp {
  readonly v: 1;
  /** A UUID. */
  readonly e: string;
  /** ISO time; later than every other `at` that was in the file when it was written. */
  readonly at: string;
  readonly by: string;
}

export type ActionEntry = Stamp & EntryDraft;
export type ReversalEntry = Stamp & Reversal;
/** One line of `.label-scout/labels.jsonl`. */
export type JournalEntry = ActionEntry | ReversalEntry;

/** A label that counts. */
export interface StandingLabel {
  /** Class name after every rename and merge. */
  readonly label: string;
  readonly entry: ActionEntry & { readonly op: 'label' };
}

/** Entries that a clock running ahead has dated. */
export interface FutureEntries {
  readonly count: number;
  /** Who wrote the first of them. */
  readonly firstBy: string;
  /** ISO time of the last. */
  readonly until: string;
}

/** What all entries of a journal, in their total order, say. Rebuilt from the file, never stored. */
export interface JournalState {
  /** Label of each labeled sample, by id, in the order in which samples were first labeled. */
  readonly labels: ReadonlyMap<string, StandingLabel>;
  /** Ids skipped and not labeled since, longest ago first, each with the size of `labels` at that time. */
  readonly skipped: ReadonlyMap<string, number>;
  readonly flagged: ReadonlySet<string>;
  /** Notes by id; an empty note is no note. */
  readonly notes: ReadonlyMap<string, string>;
  /** The class that took over this name, through chains of renames and merges; the name itself when none did. */
  successor(name: string): string;
  /** Entries read, undo and redo included. */
  readonly entries: number;
  /** Numbers (from 1) of the lines that could not be read, the torn last one included. */
  readonly unreadableLines: readonly number[];
  /** Those of them that git wrote around a conflict: the lines between them count, of either side. */
  readonly conflictMarks: readonly number[];
  /** Whether the file ends in the middle of a line that cannot be read. */
  readonly tornTail: boolean;
  /** Entries dated more than a day after they were read; null where there are none. */
  readonly future: FutureEntries | null;
  /** Sentences about undo and redo entries whose target is not in the journal. */
  readonly problems: readonly string[];
  /** The entry that `undo` by this person would take back: their last active one. */
  undoable(by: string): ActionEntry | null;
  /** The entry that `redo` by this person would bring again; null after a new entry of theirs. */
  redoable(by: string): ActionEntry | null;
  /**
   * What was appended to an earlier state of this journal to come to this one; null where that does not tell the
   * whole: the file was read anew, or something was undone or redone.
   */
  appendedSince(earlier: JournalState): readonly ActionEntry[] | null;
}

/** The open journal of one dataset, written by one person. Several processes may have the same file open. */
export interface Journal {
  readonly path: string;
  /** The person whose entries this journal writes. */
  readonly by: string;
  /**
   * As of the last append or reload. A new object after every change, but what was read before is not copied: its
   * collections may be those of the state before, so a state that is kept shows what was appended since, too.
   */
  readonly state: JournalState;
  /**
   * Writes one entry. Resolves when it is on disk, and only then `state` holds it.
   * @throws HumanError when it could not be written, or the file has meanwhile become one of a newer version.
   */
  append(draft: EntryDraft): Promise<ActionEntry>;
  /** Writes many entries, one write each, and waits once for the disk: for imports. */
  appendAll(drafts: readonly EntryDraft[]): Promise<readonly ActionEntry[]>;
  /** Takes the person's last active entry back and returns it; null when there is none. */
  undo(): Promise<ActionEntry | null>;
  /** Brings their last undone entry again and returns it; null when there is none. */
  redo(): Promise<ActionEntry | null>;
  /** Reads what others wrote. Resolves to whether anything changed. */
  reload(): Promise<boolean>;
  /**
   * Reads entries of an earlier version, those to come from others too, as if they named samples and classes by their
   * present names. The file stays as it is.
   */
  adopt(former: FormerNames): void;
}

/** What tells one version of a file from another: its length in bytes and when it was last written, in milliseconds. */
export interface FileStamp {
  readonly size: number;
  readonly mtimeMs: number;
}

/** The part of an open file that the journal uses; `FileHandle` of `node:fs/promises` is one. */
export interface JournalFile {
  stat(): Promise<FileStamp>;
  read(
    buffer: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesRead: number }>;
  write(text: string): Promise<{ readonly bytesWritten: number }>;
  datasync(): Promise<void>;
  close(): Promise<void>;
}

/** The part of a file system that the journal uses; `node:fs/promises` is one. Paths are absolute. */
export interface JournalFileSystem {
  mkdir(path: string, options: { readonly recursive: true }): Promise<unknown>;
  readFile(path: string, encoding: 'utf8'): Promise<string>;
  stat(path: string): Promise<FileStamp>;
  writeFile(path: string, text: string, options: { readonly flag: 'wx' }): Promise<void>;
  open(path: string, flags: 'a+'): Promise<JournalFile>;
}

export interface JournalOptions {
  readonly by: string;
  /** The present time in milliseconds since 1970. */
  readonly now: () => number;
  readonly uuid: () => string;
}
