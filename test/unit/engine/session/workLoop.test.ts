import { expect, test } from 'vitest';
import { WorkLoop, type Job } from '../../../../src/engine/session/workLoop.ts';

test('a request that cannot be made fails its job, and the loop goes on', async () => {
  const failures: unknown[] = [];
  const jobs: Job[] = ['first', 'second'].map((key) => ({
    kind: 'ranking',
    key,
    request() {
      throw new Error(`no ${key}`);
    },
    done: () => expect.unreachable(),
    failed(error) {
      failures.push(error);
      jobs.shift();
    },
  }));
  const learner = { round: () => expect.unreachable() };
  await new WorkLoop(learner, () => jobs[0] ?? null).idle();
  expect(failures.map(String)).toEqual(['Error: no first', 'Error: no second']);
});
