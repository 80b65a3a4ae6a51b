import { expect, test } from 'vitest';
import { openJournal } from '../../../../src/engine/journal/openJournal.ts';
import { createRng } from '../../../../src/engine/rng.ts';
import { Ledger } from '../../../../src/engine/session/ledger.ts';
import { defaultSettings } from '../../../../src/engine/defaultSettings.ts';
import { MemoryFiles, randomDraft, stamps } from '../journal/helpers.ts';

/** Samples and classes of `randomDraft`, but one each that the dataset lacks, and samples labeled from the start. */
const facts = {
  ids: ['a', 'b', 'c', 'd', 'é…', 'e', 'f'],
  classes: ['cat', 'dog'],
  existingLabels: Int32Array.of(-1, 1, -1, -1, -1, 0, -1),
};

const known = (ledger: Ledger) => ({
  ...ledger.confirmed,
  notices: ledger.notices,
  shown: ledger.classes.shown,
});

test.each([1, 2, 3, 4])(
  'a ledger that follows the journal knows what a new one knows (seed %i)',
  async (seed) => {
    const rng = createRng(`ledger ${seed}`);
    const journal = await openJournal(new MemoryFiles(), '/labels.jsonl', { by: 'ann', ...stamps('ann') });
    const ledger = new Ledger(facts, journal, defaultSettings);
    for (let step = 0; step < 200; step++) {
      const roll = rng.below(25);
      if (roll === 0) await journal.undo();
      else if (roll === 1) await journal.redo();
      else await journal.append(randomDraft(rng));
      // Several entries may have come together.
      if (rng.below(4) === 0) continue;
      ledger.confirm();
      expect(known(ledger)).toEqual(known(new Ledger(facts, journal, defaultSettings)));
    }
  },
);

test('a class that the dataset lacks is told of until nothing is labeled with it', async () => {
  const journal = await openJournal(new MemoryFiles(), '/labels.jsonl', { by: 'ann', ...stamps('ann') });
  const ledger = new Ledger(facts, journal, defaultSettings);
  const noticesAfter = async (id: string, label: string): Promise<readonly string[]> => {
    await journal.append({ op: 'label', id, label });
    ledger.confirm();
    return ledger.notices;
  };
  expect(await noticesAfter('a', 'cat')).toEqual([]);
  expect((await noticesAfter('c', 'bird')).join()).toMatch(/does not have: bird/u);
  expect(await noticesAfter('c', 'dog')).toEqual([]);
});
