/** A class and the samples that have it, as far as these are known. */
export interface CountedClass {
  readonly name: string;
  readonly count: number;
}

/** Groups of classes that a notice names. */
const namedGroups = 3;

const invisible = /[\p{Cf}\p{Cc}\ufe00-\ufe0f]/gu;

/** What makes two names look the same, the least difference first; each step also removes those before it. */
const steps: readonly (readonly [difference: string, fold: (name: string) => string])[] = [
  ['the way accents are encoded', (name) => name.normalize('NFC')],
  ['invisible characters', (name) => name.normalize('NFC').replaceAll(invisible, '')],
  ['spaces', (name) => withoutInvisible(name).replaceAll(/\s+/gu, ' ').trim()],
  ['upper and lower case', (name) => foldCase(withoutInvisible(name).replaceAll(/\s+/gu, ' ').trim())],
];

const withoutInvisible = (name: string): string => name.normalize('NFKC').replaceAll(invisible, '');

/** Single letters are told apart by their case, as in a dataset of handwriting. */
const foldCase = (name: string): string => ([...name].length === 1 ? name : name.toLowerCase());

const fold = (name: string): string => steps.at(-1)![1](name);

/** The known name that differs from a given one only in spaces, case, accents' encoding or invisible characters. */
export const alikeName = (name: string, known: readonly string[]): string | undefined => {
  const folded = fold(name);
  return known.find((other) => other !== name && fold(other) === folded);
};

/**
 * Notices about classes that look the same on screen, and about one that is only spaces. Names stay as they are:
 * merging is offered.
 */
export function noticeAlikeClasses(classes: readonly CountedClass[]): string[] {
  const groups = new Map<string, CountedClass[]>();
  for (const entry of classes) {
    const key = fold(entry.name);
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  const alike = [...groups.values()].filter((group) => group.length > 1);
  const blank = classes.filter(({ name }) => name !== '' && fold(name) === '');
  return [
    ...alike.slice(0, namedGroups).map(describeGroup),
    ...moreGroups(alike.length),
    ...blank.map(describeBlank),
  ];
}

const moreGroups = (count: number): string[] =>
  count > namedGroups ? [`${count - namedGroups} more groups of classes look alike.`] : [];

function describeGroup(group: readonly CountedClass[]): string {
  const difference =
    steps.find(([, step]) => new Set(group.map(({ name }) => step(name))).size === 1)?.[0] ??
    'their characters';
  const list = group.map(describeClass).join(', ');
  return `The classes ${list} differ only in ${difference}; if they are one, merge them (label-scout merge-class, or Merge Class… in the editor).`;
}

const describeBlank = (entry: CountedClass): string =>
  `The class ${describeClass(entry)} is only spaces; merge it into another, or empty these cells if they mean “no label”.`;

/** The name with everything shown that tells it from others: `"cat "`, `"cafe\u0301"`. */
const describeClass = ({ name, count }: CountedClass): string => {
  const shown = name.slice(0, 80).replaceAll(/[\p{M}\p{Cc}\p{Cf}\p{Cs}\ufe00-\ufe0f]|(?! )\p{Z}/gu, escaped);
  const labels = count === 0 ? '' : ` (${count.toLocaleString('en')})`;
  return `"${shown}"${labels}`;
};

const escaped = (character: string): string =>
  `\\u${character.codePointAt(0)!.toString(16).padStart(4, '0')}`;
