import { UsageError } from '../../engine/errors.ts';
import type { OpenDataset } from '../openDataset.ts';
import { showQuickPick } from '../say/quickPick.ts';
import { t } from '../localize.ts';

type ClassCount = OpenDataset['session']['snapshot']['classes'][number];

/** The class a command was given: a row of the status tree carries its name as its label, a caller the name. */
function givenName(given: unknown): string | undefined {
  if (typeof given === 'string') return given;
  const { context, label } = (given ?? {}) as { readonly context?: unknown; readonly label?: unknown };
  return context === 'class' && typeof label === 'string' ? label : undefined;
}

/**
 * The class a command is for; the person chooses where none was given. Undefined when they choose none.
 * @throws UsageError when the given one is not of the dataset.
 */
export async function chooseClass(
  classes: readonly ClassCount[],
  given: unknown,
  placeHolder: string,
): Promise<string | undefined> {
  const name = givenName(given);
  if (name === undefined) {
    const items = classes.map(({ name: label, count }) => ({
      label,
      description: t('{0} labeled', count),
    }));
    return (await showQuickPick(items, { placeHolder }))?.label;
  }
  if (classes.some((known) => known.name === name)) return name;
  const names = classes.map((known) => known.name).join(', ');
  throw new UsageError(t('There is no class “{0}”; the classes are {1}.', name, names));
}
