import * as v from 'valibot';

/** One issue as a sentence that starts with the field's path: `source.files must be a list, not "a.csv".` */
export function describeManifestIssue(issue: v.BaseIssue<unknown>): string {
  const field = v.getDotPath(issue) ?? 'the manifest';
  if (issue.expected === 'never') return `${field} is not a known field; remove it or correct its spelling.`;
  if (issue.input === undefined) return `${field} is missing; add it.`;
  return `${field} must be ${expectation(issue)}, not ${shorten(issue.input)}.`;
}

/** Kinds of values in words; anything else (such as `"auto"`) is shown as it is written. */
const words: Readonly<Record<string, string>> = {
  string: 'a text',
  Array: 'a list',
  Object: 'an object',
  number: 'a number',
  boolean: 'true or false',
};

const requirements: Readonly<Record<string, (requirement: unknown, input: unknown) => string>> = {
  non_empty: () => 'a text that is not empty',
  integer: () => 'a whole number',
  min_length: (least) => `a list with at least ${String(least)} entry`,
  max_length: (most, input) =>
    Array.isArray(input)
      ? `a list with at most ${String(most)} entries`
      : `a text of at most ${String(most)} characters`,
  length: () => 'a single character',
  min_value: (least) => `at least ${String(least)}`,
  max_value: (most) => `at most ${String(most)}`,
};

function expectation({ type, expected, requirement, input }: v.BaseIssue<unknown>): string {
  const say = requirements[type];
  if (say !== undefined) return say(requirement, input);
  const choices = (expected ?? 'something else').replaceAll(/^\(|\)$/g, '').split(' | ');
  return choices.map((choice) => words[choice] ?? choice).join(' or ');
}

function shorten(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
