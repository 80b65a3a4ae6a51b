import type { JournalState } from '../journal/types.ts';

/**
 * Sentences about what of a journal could not be used.
 * @param lost ids that the dataset does not have.
 * @param unknown classes that it does not have.
 */
export function journalNotices(
  state: JournalState,
  lost: readonly string[],
  unknown: ReadonlySet<string>,
): string[] {
  const notices = [...state.problems];
  if (state.conflictMarks.length > 0) {
    notices.push(
      `The journal holds the marks of a merge conflict. The labels of both sides count: delete only lines ${few(state.conflictMarks.map(String))}, which git wrote, and commit.`,
    );
  }
  const unreadable = state.unreadableLines.filter((line) => !state.conflictMarks.includes(line));
  if (unreadable.length > 0) {
    notices.push(
      `The journal has unreadable lines, which were skipped: ${few(unreadable.map(String))}. ` +
        'Look at them in .label-scout/labels.jsonl: mend them, or delete them.',
    );
  }
  if (state.future !== null) {
    const { count, firstBy, until } = state.future;
    notices.push(
      `The journal has ${count} ${count === 1 ? 'entry' : 'entries'} dated in the future, up to ${until.slice(0, 10)}, the first by ${firstBy}: ` +
        'where branches are merged they win over newer answers. Set the clock of that computer right.',
    );
  }
  if (lost.length > 0) {
    notices.push(
      `The journal labels samples that are not in the dataset: ${few(lost)}. Their labels are kept.`,
    );
  }
  if (unknown.size > 0) {
    notices.push(
      `The journal uses classes that the dataset does not have: ${few([...unknown])}. Add them to "classes" in label-scout.json to learn from these labels.`,
    );
  }
  return notices;
}

const few = (names: readonly string[]): string =>
  names.length <= 5 ? names.join(', ') : `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`;
