import { expect, it } from 'vitest';
import { renameProblem } from '../../../../src/engine/journal/renameProblem.ts';
import { openBench } from '../session/helpers.ts';

it('says why a class cannot get a name', async () => {
  const { journal, session } = await openBench();
  await session.label(session.snapshot.question!.id, 'class 0');
  await journal.append({ op: 'rename-class', from: 'class 1', to: 'one' });
  const names = ['class 0', 'one', 'class 2'];
  const problem = (to: string) => renameProblem(journal.state, names, 'class 0', to);
  expect(problem('')).toMatchObject({ kind: 'empty' });
  expect(problem('class 0')).toMatchObject({ kind: 'same' });
  expect(problem('one')).toMatchObject({ kind: 'taken' });
  expect(problem('class 1')).toMatchObject({ kind: 'former', owner: 'one' });
  expect(problem('zero')).toBeNull();
  expect(renameProblem(journal.state, names, 'one', 'class 1')).toBeNull();
  // Of a class that was taken out of the manifest.
  expect(renameProblem(journal.state, ['one', 'class 2'], 'one', 'class 0')).toMatchObject({ kind: 'taken' });
});
