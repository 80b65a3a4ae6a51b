import { describe, expect, it } from 'vitest';
import { currentLabels, exportedLabel } from '../../src/engine/exchange/currentLabels.ts';
import { guessFormat } from '../../src/engine/exchange/guessFormat.ts';
import { importDrafts, importTarget } from '../../src/engine/exchange/importDrafts.ts';
import { exchangeFormats, findExchangeFormat } from '../../src/engine/exchange/index.ts';
import { sortImport } from '../../src/engine/exchange/sortImport.ts';
import { exportedFields, type ExchangeFormat } from '../../src/engine/exchange/types.ts';
import { Replay } from '../../src/engine/journal/replay.ts';
import type { EntryDraft, JournalEntry, JournalState } from '../../src/engine/journal/types.ts';
import { createRng, type Rng } from '../../src/engine/rng.ts';
import { inEnglish as t } from '../../src/engine/translate.ts';

const formats = exchangeFormats.map((format): [string, ExchangeFormat] => [format.id, format]);

/** Texts that spreadsheets, JSON and programs of other countries trip over. */
const awkward = [
  '0', '1', '1.0', '-0', '007', '1e3', '20550.25', '9007199254740993', '9007199254740992', 'true', 'True', 'null',
  'NaN', 'a,b', 'a;b', 'a\tb', 'a|b', 'say "no"', '"', ' outer ', 'two\nlines', 'two\r\nlines', '[]', '["a"]', '{"a":1}',
  'größe/ünï.png', 'a\\b.png', './a.png', '=1+1', "'", 'cafe\u0301', 'café', '狐', '🦊', 'id', 'label', 'sep=;', '\u2028',
] as const; // prettier-ignore

const one = (rng: Rng, from: readonly string[]): string => from[rng.below(from.length)]!;

/** A dataset whose ids and classes are awkward, and entries of every kind that an export shows. */
function randomJournal(rng: Rng) {
  const ids = awkward.filter(() => rng.uniform() < 0.7);
  const classes = awkward.filter(() => rng.uniform() < 0.5);
  const drafts = Array.from({ length: ids.length === 0 || classes.length === 0 ? 0 : 60 }, (): EntryDraft => {
    const id = one(rng, ids);
    const kind = rng.uniform();
    if (kind < 0.6) return { op: 'label', id, label: one(rng, classes), source: 'panel', ms: 900, round: 3 };
    if (kind < 0.8) return { op: 'flag', id, on: rng.uniform() < 0.7 };
    return { op: 'note', id, text: rng.uniform() < 0.2 ? '' : one(rng, awkward) };
  });
  const existingLabels = Int32Array.from(ids, () => -1);
  return { facts: { ids, classes, existingLabels }, journal: replay(drafts) };
}

function replay(drafts: readonly EntryDraft[]): JournalState {
  const entries = drafts.map((draft, index): JournalEntry => {
    const at = new Date(Date.UTC(2026, 0, 1) + index).toISOString();
    return { v: 1, e: String(index), at, by: 'ada', ...draft };
  });
  return new Replay(entries, { unreadableLines: [], tornTail: false }).state;
}

describe.each(formats)('%s', (_, format) => {
  it('has an id and extensions of its own', () => {
    const others = exchangeFormats.filter(({ id }) => id !== format.id) as readonly ExchangeFormat[];
    const taken = others.flatMap(({ id, extension, alsoReads }) => [id, extension, ...alsoReads]);
    expect(taken).not.toContain(format.id);
    for (const extension of [format.extension, ...format.alsoReads]) expect(taken).not.toContain(extension);
    expect(findExchangeFormat(format.id)).toBe(format);
  });

  it('is recognized by what it writes, whatever the name of the file', () => {
    const text = format.write(exportedFields, [{ id: 'a', label: 'b' }]);
    expect(guessFormat(text, 'labels').id).toBe(format.id);
    expect(guessFormat('', `Labels.${format.extension.toUpperCase()}`).id).toBe(format.id);
  });

  it.each(Array.from({ length: 40 }, (_each, seed) => seed))(
    'gives a copy of the dataset the labels, flags and notes of random journal %i',
    (seed) => {
      const { facts, journal } = randomJournal(createRng(seed).fork('exchange'));
      const exported = currentLabels(facts, journal).map(exportedLabel);
      const { lines } = format.read(format.write(exportedFields, exported), 'labels', { t });
      const sorted = sortImport(lines, importTarget(facts, replay([]), facts.classes));
      expect(sorted.problems).toEqual([]);
      expect(sorted.respelled).toEqual([]);
      const copy = currentLabels(facts, replay(importDrafts(sorted))).map(exportedLabel);
      const said = exported.map(({ id, label, flagged, note }) => ({ id, label, flagged, note }));
      expect(copy.map(({ id, label, flagged, note }) => ({ id, label, flagged, note }))).toEqual(said);
      const again = sortImport(lines, importTarget(facts, journal, facts.classes));
      expect(importDrafts(again)).toEqual([]);
      expect(again.unchanged).toBe(exported.length);
    },
  );

  it('keeps the line breaks of Windows out of the values', () => {
    const text = format.write(exportedFields, [{ id: '1', label: 'a', note: 'n' }]).replaceAll('\n', '\r\n');
    expect(format.read(`${text}\r\n`, 'labels', { t }).lines).toMatchObject([
      { id: '1', label: 'a', note: 'n' },
    ]);
  });

  it('reads nothing from the export of no labels', () => {
    expect(format.read(`${format.write(exportedFields, [])}\n`, 'labels', { t }).lines).toEqual([]);
  });
});
