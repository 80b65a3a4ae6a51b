import { fileError } from './fileErrors.ts';
import { type FormerNames, readerOf } from './formerNames.ts';
import { findFutureEntries } from './futureEntries.ts';
import { lacksNewline, openToAppend, readJournal, writeWhole } from './journalFile.ts';
import { orderEntries, timeOf } from './order.ts';
import { parseJournal } from './parse.ts';
import { isAction } from './reversals.ts';
import { Replay, type ReadingFacts } from './replay.ts';
import type {
  ActionEntry,
  EntryDraft,
  FileStamp,
  Journal,
  JournalEntry,
  JournalFile,
  JournalFileSystem,
  JournalOptions,
  JournalState,
  Reversal,
} from './types.ts';
import { utf8Length } from './utf8Length.ts';

/** Where the journal of a dataset lies, below the dataset's folder. */
export const journalName = '.label-scout/labels.jsonl';

/**
 * Opens the journal of a dataset; a missing file is an empty journal, made by the first entry.
 * @param path absolute path of the file.
 * @throws HumanError when it cannot be read, or a newer version wrote it.
 */
export async function openJournal(
  fileSystem: JournalFileSystem,
  path: string,
  options: JournalOptions,
): Promise<Journal> {
  const journal = new OpenJournal(fileSystem, path, options);
  await journal.reload();
  return journal;
}

class OpenJournal implements Journal {
  readonly path: string;
  readonly by: string;
  readonly #fileSystem: JournalFileSystem;
  readonly #options: JournalOptions;
  #text: string | null = null;
  #entries: JournalEntry[] = [];
  #readEntry: (entry: JournalEntry) => JournalEntry = (entry) => entry;
  #bytes = 0;
  /** The file as this journal left it after its last entry; null where others had a part in it. */
  #left: FileStamp | null = null;
  #facts: ReadingFacts = { unreadableLines: [], tornTail: false };
  #replay = new Replay([], this.#facts);
  #queue: Promise<unknown> = Promise.resolve();

  constructor(fileSystem: JournalFileSystem, path: string, options: JournalOptions) {
    this.#fileSystem = fileSystem;
    this.#options = options;
    this.path = path;
    this.by = options.by;
  }

  get state(): JournalState {
    return this.#replay.state;
  }

  async append(draft: EntryDraft): Promise<ActionEntry> {
    const [entry] = await this.appendAll([draft]);
    return entry!;
  }

  appendAll(drafts: readonly EntryDraft[]): Promise<readonly ActionEntry[]> {
    return this.#inTurn(async () => (await this.#write(() => drafts)).filter(isAction));
  }

  undo(): Promise<ActionEntry | null> {
    return this.#reverse('undo', () => this.state.undoable(this.by));
  }

  redo(): Promise<ActionEntry | null> {
    return this.#reverse('redo', () => this.state.redoable(this.by));
  }

  reload(): Promise<boolean> {
    return this.#inTurn(async () => !(await this.#isAsLeft()) && (await this.#read()));
  }

  adopt(former: FormerNames): void {
    if (former.ids.length + former.classes.length === 0) return;
    this.#readEntry = readerOf(former);
    this.#entries = this.#entries.map(this.#readEntry);
    this.#replay = new Replay(this.#entries, this.#facts);
  }

  #reverse(op: Reversal['op'], find: () => ActionEntry | null): Promise<ActionEntry | null> {
    return this.#inTurn(async () => {
      const targets: ActionEntry[] = [];
      await this.#write(() => {
        const target = find();
        if (target) targets.push(target);
        return targets.map(({ e }) => ({ op, target: e }));
      });
      return targets[0] ?? null;
    });
  }

  /** One change at a time: what an entry says and when it was may depend on the one before. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  /** Whoever watches the file is told of this journal's own entries, too; a long file is not read for those. */
  async #isAsLeft(): Promise<boolean> {
    if (this.#left === null) return false;
    const { size, mtimeMs } = this.#left;
    const now = await this.#fileSystem.stat(this.path).catch(() => null);
    return now?.size === size && now.mtimeMs === mtimeMs;
  }

  async #read(): Promise<boolean> {
    this.#left = null;
    const text = await readJournal(this.#fileSystem, this.path).catch((error: unknown) => {
      throw fileError(error, `The journal ${this.path} could not be read`);
    });
    if (text === this.#text) return false;
    const parsed = parseJournal(text, this.path);
    this.#entries = orderEntries(parsed.entries).map(this.#readEntry);
    this.#facts = { ...parsed, future: findFutureEntries(this.#entries, this.#options.now()) };
    this.#text = text;
    this.#bytes = utf8Length(text);
    this.#replay = new Replay(this.#entries, this.#facts);
    return true;
  }

  /** Writes what `draft` asks for; it is asked after entries of others have been read. */
  async #write(draft: () => readonly (EntryDraft | Reversal)[]): Promise<readonly JournalEntry[]> {
    let file: JournalFile | undefined;
    try {
      file = await openToAppend(this.#fileSystem, this.path);
      const { size } = await file.stat();
      if (size !== this.#bytes) await this.#read();
      const entries = this.#stamp(draft());
      if (entries.length > 0) await this.#append(file, entries);
      return entries;
    } catch (error) {
      throw fileError(error, `The entry could not be saved to ${this.path}`);
    } finally {
      await file?.close().catch(() => undefined);
    }
  }

  /** Later than everything in the file, whatever the clock says, so that the order written is the order read. */
  #stamp(drafts: readonly (EntryDraft | Reversal)[]): readonly JournalEntry[] {
    const last = this.#entries.at(-1);
    let time = last ? timeOf(last) : -Infinity;
    return drafts.map((draft) => {
      time = Math.max(this.#options.now(), time + 1);
      return { v: 1, e: this.#options.uuid(), ...draft, at: new Date(time).toISOString(), by: this.by };
    });
  }

  async #append(file: JournalFile, entries: readonly JournalEntry[]): Promise<void> {
    const lines = entries.map((entry) => `${JSON.stringify(entry)}\n`);
    if (await lacksNewline(file)) lines[0] = `\n${lines[0]!}`;
    for (const line of lines) await writeWhole(file, line);
    await file.datasync();
    const left = await file.stat().catch(() => null);
    const text = lines.join('');
    this.#text = (this.#text ?? '') + text;
    this.#bytes += utf8Length(text);
    this.#left = left?.size === this.#bytes ? left : null;
    this.#facts = { ...this.#facts, tornTail: false };
    for (const entry of entries) this.#entries.push(entry);
    if (entries.every(isAction)) this.#replay.append(entries);
    else this.#replay = new Replay(this.#entries, this.#facts);
  }
}
