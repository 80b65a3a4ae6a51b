import { HumanError } from '../engine/errors.ts';
import { alikeName } from '../engine/session/alikeClasses.ts';
import { nameOf } from './nameOf.ts';

/** Most classes taken without being told that so many are meant. */
export const maximumClasses = 1000;

/** Class names in their natural order: numeric if all are numbers, else by code unit. */
export function orderClasses(names: Iterable<string>): readonly string[] {
  const distinct = [...new Set(names)];
  const numeric = distinct.every((name) => name.trim() !== '' && Number.isFinite(Number(name)));
  return numeric ? distinct.sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1)) : distinct.sort();
}

/** What is known about the classes of a dataset before its labels are read. */
export interface ClassRules {
  /** Names in the manifest, or undefined when the labels themselves list the classes. */
  readonly declared: readonly string[] | undefined;
  readonly manyClasses: boolean;
  /** Where the labels stand, for messages: `column "class" of splice.csv`, `truth.csv`, `the folder names`. */
  readonly place: string;
  /** What a person calls a row; by default by its number, from 1. */
  readonly rowName?: (row: number) => string;
}

/** Classes and the class of every row, −1 where there is no label. */
export interface Labels {
  readonly classes: readonly string[];
  readonly codes: Int32Array;
}

/**
 * Turns label texts into class numbers. Empty texts and nulls are no labels.
 * @throws HumanError when a label is not a declared class (names the label and its row), or when there
 *   are more than 1,000 classes and nobody asked for so many.
 */
export function encodeLabels(values: readonly (string | null)[], rules: ClassRules): Labels {
  const classes = rules.declared ?? orderClasses(values.filter(isLabel));
  if (classes.length > maximumClasses && !rules.manyClasses) throw tooManyClasses(classes, rules);
  // A manifest may name a class as its labels stand in the file, such as 1.0.
  const numbers = new Map(classes.map((name, index) => [nameOf(name), index]));
  for (const [index, name] of classes.entries()) numbers.set(name, index);
  const codes = Int32Array.from(values, (value, row) => {
    if (!isLabel(value)) return -1;
    const code = numbers.get(value);
    if (code === undefined) throw unknownLabel(value, row, classes, rules);
    return code;
  });
  return { classes, codes };
}

const isLabel = (value: string | null): value is string => value !== null && value !== '';

const tooManyClasses = (classes: readonly string[], { place }: ClassRules): HumanError =>
  new HumanError(
    `${place}: ${classes.length.toLocaleString('en')} different labels are more than ` +
      `${maximumClasses.toLocaleString('en')} classes; name the right label column, or pass --many-classes if this is meant.`,
  );

const unknownLabel = (
  value: string,
  row: number,
  classes: readonly string[],
  { place, rowName = (index) => `row ${index + 1}` }: ClassRules,
): HumanError => {
  const alike = alikeName(value, classes);
  const hint =
    alike === undefined
      ? ''
      : ` Did you mean ${JSON.stringify(alike)}? The two look alike, but are not the same characters.`;
  return new HumanError(
    `${place}, ${rowName(row)}: the label "${value}" is not one of the classes; ` +
      `add { "name": ${JSON.stringify(value)} } to "classes" in label-scout.json or correct the label.${hint}`,
  );
};
