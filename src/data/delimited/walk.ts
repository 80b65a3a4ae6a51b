import { createReadStream } from 'node:fs';
import { fileError } from '../../runtime/files.ts';
import type { Dialect } from './dialect.ts';

/** What stands in the way of reading a file as a table. `line` is where the record or the quoted value begins, 1-based. */
export type Fault =
  | { readonly kind: 'width'; readonly line: number; readonly found: number }
  | { readonly kind: 'unclosed' | 'misplaced'; readonly line: number }
  | { readonly kind: 'lineEnd'; readonly line: number; readonly end: LineEnd; readonly usual: LineEnd };

export type LineEnd = 'LF' | 'CRLF' | 'CR';

/** How records are expected to be. */
export interface Expected {
  readonly dialect: Dialect;
  readonly columns: number;
  /** Records at the start that are not checked, blank lines included. */
  readonly skip: number;
}

/** A file read to its end, or to its first fault. */
export interface Walk {
  readonly fault: Fault | undefined;
  /** Blank lines between the rows; those below the last one are not counted. */
  readonly blankLines: number;
  /** In bytes. */
  readonly longestRecord: number;
  /** Quoted values that need their quotes: they hold a delimiter, a quote or a line end. */
  readonly neededQuotes: number;
  /** The first backslash that is dropped although neither a quote, a backslash nor a line end follows. */
  readonly droppedEscape: { readonly line: number; readonly before: string } | undefined;
  /** Line of the first record that runs over several lines, each of which would be a record by itself. */
  readonly joinedLines: { readonly first: number; readonly last: number } | undefined;
}

const enum At {
  Start,
  Plain,
  Quoted,
  Escaped,
  /** Behind a quote inside a quoted value. */
  Quote,
  /** Behind the closing quote and a space. */
  Closed,
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;
const byteOrderMark = Buffer.of(0xef, 0xbb, 0xbf);

/** Walks through the records of a UTF-8 file, byte by byte, up to the first fault. */
export async function walkRecords(path: string, expected: Expected): Promise<Walk> {
  const walker = new Walker(expected);
  let isFirst = true;
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
      const isMarked = isFirst && chunk.subarray(0, 3).equals(byteOrderMark);
      isFirst = false;
      walker.read(isMarked ? chunk.subarray(3) : chunk);
      if (walker.fault !== undefined) break;
    }
  } catch (error) {
    throw fileError(path, error);
  }
  walker.end();
  return walker;
}

class Walker implements Walk {
  fault: Fault | undefined;
  blankLines = 0;
  longestRecord = 0;
  neededQuotes = 0;
  droppedEscape: Walk['droppedEscape'];
  joinedLines: Walk['joinedLines'];

  private readonly delimiter: number;
  private readonly quote: number;
  private readonly escape: number;
  private readonly special = new Uint8Array(256);
  private readonly columns: number;
  private readonly skip: number;

  private at = At.Start;
  private before = 0;
  private line = 1;
  private record = 0;
  private recordLine = 1;
  private recordBytes = 0;
  private fields = 1;
  private isEmpty = true;
  /** Blank lines since the last row. */
  private pendingBlanks = 0;
  /** Delimiters of the present line, those inside quotes included. */
  private lineDelimiters = 0;
  /** Whether every line of the present record so far has as many delimiters as a record. */
  private isEachWhole = true;
  private quoteLine = 0;
  private isNeeded = false;
  private recordNeeded = 0;
  private usualEnd: LineEnd | undefined;

  constructor({ dialect, columns, skip }: Expected) {
    this.delimiter = dialect.delimiter.charCodeAt(0);
    this.quote = dialect.quote === '' ? -1 : dialect.quote.charCodeAt(0);
    this.escape = dialect.escape === '\\' ? dialect.escape.charCodeAt(0) : -1;
    this.columns = columns;
    this.skip = skip;
    for (const byte of [this.delimiter, this.quote, this.escape, lineFeed, carriageReturn])
      if (byte >= 0) this.special[byte] = 1;
  }

  read(bytes: Buffer): void {
    let index = 0;
    while (index < bytes.length && this.fault === undefined) {
      if ((this.at === At.Plain || this.at === At.Quoted) && this.before !== carriageReturn)
        index = this.skipPlain(bytes, index);
      if (index < bytes.length) this.step(bytes[index++]!);
    }
  }

  /** Most bytes mean nothing but themselves. */
  private skipPlain(bytes: Buffer, from: number): number {
    const special = this.special;
    let index = from;
    while (index < bytes.length && special[bytes[index]!] === 0) index++;
    this.recordBytes += index - from;
    if (index > from) this.before = 0;
    return index;
  }

  /** The end of the file ends the last record, too. */
  end(): void {
    if (this.fault !== undefined) return;
    if (this.before === carriageReturn && this.at !== At.Quoted) this.endLine('CR');
    if (this.at === At.Quoted || this.at === At.Escaped)
      this.fault = { kind: 'unclosed', line: this.quoteLine };
    else if (!this.isEmpty || this.fields > 1) this.endRecord();
  }

  private step(byte: number): void {
    const before = this.before;
    this.before = byte;
    const isInside = this.at === At.Quoted || this.at === At.Escaped;
    if (before === carriageReturn && byte !== lineFeed) {
      if (isInside) this.endQuotedLine();
      else this.endLine('CR');
      if (this.fault !== undefined) return;
    }
    this.recordBytes++;
    if (byte === lineFeed) {
      if (isInside) this.endQuotedLine();
      else this.endLine(before === carriageReturn ? 'CRLF' : 'LF');
      if (this.at === At.Escaped) this.at = At.Quoted;
    } else if (byte !== carriageReturn || isInside) this.visit(byte);
  }

  private visit(byte: number): void {
    if (byte === this.delimiter) this.lineDelimiters++;
    switch (this.at) {
      case At.Start:
      case At.Plain:
        return this.visitPlain(byte);
      case At.Quoted:
        return this.visitQuoted(byte);
      case At.Escaped:
        this.at = At.Quoted;
        if (byte !== this.quote && byte !== this.escape)
          this.droppedEscape ??= { line: this.line, before: String.fromCharCode(byte) };
        return;
      case At.Quote:
      case At.Closed:
        return this.visitClosed(byte);
    }
  }

  private visitPlain(byte: number): void {
    if (byte === this.delimiter) this.endField();
    else if (byte === this.quote && this.at === At.Start) {
      this.at = At.Quoted;
      this.quoteLine = this.line;
      this.isNeeded = false;
    } else if (byte !== space) this.at = At.Plain;
    this.isEmpty = false;
  }

  private visitQuoted(byte: number): void {
    if (byte === this.quote) this.at = At.Quote;
    else if (byte === this.escape) this.at = At.Escaped;
    else if (byte === this.delimiter) this.isNeeded = true;
    if (byte === this.escape) this.isNeeded = true;
  }

  private visitClosed(byte: number): void {
    if (byte === this.quote && this.at === At.Quote && this.escape === -1) {
      this.at = At.Quoted;
      this.isNeeded = true;
    } else if (byte === this.delimiter) {
      this.recordNeeded += Number(this.isNeeded);
      this.isNeeded = false;
      this.endField();
    } else if (byte === space) this.at = At.Closed;
    else this.fault = { kind: 'misplaced', line: this.quoteLine };
  }

  private endField(): void {
    this.fields++;
    this.at = At.Start;
  }

  private endQuotedLine(): void {
    this.line++;
    this.isNeeded = true;
    this.isEachWhole &&= this.lineDelimiters === this.columns - 1;
    this.lineDelimiters = 0;
  }

  private endLine(end: LineEnd): void {
    this.usualEnd ??= end;
    if (end !== this.usualEnd) {
      this.fault = { kind: 'lineEnd', line: this.line, end, usual: this.usualEnd };
      return;
    }
    this.endRecord();
    this.line++;
    this.recordLine = this.line;
    this.at = At.Start;
  }

  private endRecord(): void {
    this.longestRecord = Math.max(this.longestRecord, this.recordBytes);
    const isBlank = this.isEmpty && this.fields === 1;
    if (this.record >= this.skip) {
      if (isBlank) this.pendingBlanks++;
      else this.checkRow();
    }
    this.record++;
    this.recordBytes = 0;
    this.fields = 1;
    this.isEmpty = true;
    this.lineDelimiters = 0;
    this.isEachWhole = true;
    this.recordNeeded = 0;
    this.isNeeded = false;
  }

  private checkRow(): void {
    this.blankLines += this.pendingBlanks;
    this.pendingBlanks = 0;
    if (this.fields !== this.columns)
      this.fault = { kind: 'width', line: this.recordLine, found: this.fields };
    this.countQuotes();
  }

  /** Quotes that join lines which are records by themselves are no proof of quoting. */
  private countQuotes(): void {
    const isJoined =
      this.line > this.recordLine && this.isEachWhole && this.lineDelimiters === this.columns - 1;
    if (isJoined) this.joinedLines ??= { first: this.recordLine, last: this.line };
    else this.neededQuotes += this.recordNeeded + Number(this.isNeeded);
  }
}
