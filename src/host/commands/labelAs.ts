import { UsageError } from '../../engine/errors.ts';
import type { CommandName } from '../contributions.ts';
import { showQuickPick } from '../say/quickPick.ts';
import type { Command, Services } from './command.ts';
import { openPanel } from './openPanel.ts';
import { t } from '../localize.ts';

async function label(
  { panels }: Services,
  choose: (names: readonly string[]) => Promise<string | undefined>,
) {
  const panel = openPanel(panels);
  const { session } = await panel.dataset.open();
  const names = session.snapshot.classes.map(({ name }) => name);
  const chosen = await choose(names);
  if (chosen === undefined) return;
  if (!names.includes(chosen)) {
    throw new UsageError(t('There is no class “{0}”; the classes are {1}.', chosen, names.join(', ')));
  }
  await panel.label(chosen);
}

const ask = async (names: readonly string[]): Promise<string | undefined> =>
  (
    await showQuickPick(
      names.map((label) => ({ label })),
      { placeHolder: t('Label the sample on screen as…') },
    )
  )?.label;

/** Takes the class name as its argument; asks for it without one. */
export const labelAs: Command = {
  name: 'labelAs',
  run: (services, given) =>
    label(services, (names) => (typeof given === 'string' ? Promise.resolve(given) : ask(names))),
};

const nth = (place: number): Command => ({
  name: `labelAs${place}` as CommandName,
  run: (services) =>
    label(services, (names) => {
      const name = names[place - 1];
      if (name !== undefined) return Promise.resolve(name);
      throw new UsageError(t('There is no class {0}: the dataset has {1}.', place, names.length));
    }),
});

/** `labelAs1` … `labelAs9`, for keys that people bind themselves. */
export const labelAsPlace: readonly Command[] = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(nth);
