import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { modelFacts } from '../../src/engine/modelFacts.ts';
import { strategies } from '../../src/engine/strategies/index.ts';
import type { OptionTable } from '../../src/engine/types.ts';

const lines = readFileSync('docs/options.md', 'utf8').split('\n');

/** Whether a line of the page names the option, its default and what it is. */
const isTold = (id: string, name: string, { default: usual, description }: OptionTable[string]): boolean =>
  lines.some((line) =>
    [`\`${id}\``, `| \`${name}\` `, `| \`${usual}\` `, `${description} `].every((part) =>
      line.includes(part),
    ),
  );

test.each([...strategies, ...modelFacts])('docs/options.md tells the options of $id', ({ id, options }) => {
  const table: OptionTable = options;
  const untold = Object.entries(table).filter(([name, definition]) => !isTold(id, name, definition));
  expect(untold.map(([name]) => name)).toEqual([]);
});

test('docs/options.md tells of no option that there is not', () => {
  const known = [...strategies, ...modelFacts].flatMap(({ options }) => Object.keys(options));
  const told = lines.flatMap((line) => /^\| `.*?\| `(\w+)` /.exec(line)?.[1] ?? []);
  expect(told.length).toBeGreaterThan(25);
  expect(told.filter((name) => !known.includes(name))).toEqual([]);
});
