/** Keys given to classes in order, as far as they reach. */
const numberKeys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const;

/**
 * The key of each class: its own from the manifest, else the number of its place where that is free, else the
 * next free number; null when the numbers run out.
 */
export function assignKeys(classes: readonly { readonly key?: string | undefined }[]): (string | null)[] {
  const taken = new Set(classes.flatMap(({ key }) => (key === undefined ? [] : [key.toLowerCase()])));
  const take = (key: string | undefined): string | null => {
    if (key === undefined || taken.has(key)) return null;
    taken.add(key);
    return key;
  };
  const keys = classes.map(({ key }, index) => key ?? take(numberKeys[index]));
  return keys.map((key) => key ?? take(numberKeys.find((candidate) => !taken.has(candidate))));
}
