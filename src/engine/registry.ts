import { UsageError } from './errors.ts';

/**
 * The entry of a registry with this id.
 * @param kind what an entry is, for the sentence.
 * @param place where the id was found, as the beginning of a sentence; absent where a person has just typed it.
 * @throws UsageError naming the known ids, and the place.
 */
export function findById<Entry extends { readonly id: string }>(
  entries: readonly Entry[],
  kind: string,
  id: string,
  place?: string,
): Entry {
  const found = entries.find((entry) => entry.id === id);
  if (found !== undefined) return found;
  const problem =
    place === undefined
      ? `There is no ${kind} "${id}".`
      : `${place} names the ${kind} "${id}", which is not known.`;
  throw new UsageError(`${problem} Choose one of: ${entries.map((entry) => entry.id).join(', ')}.`);
}
