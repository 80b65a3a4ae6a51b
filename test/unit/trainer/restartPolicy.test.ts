import { expect, it } from 'vitest';
import { RestartPolicy } from '../../../src/host/restartPolicy.ts';

const limits = { waitSeconds: [0, 2, 8], provenSeconds: 60 };

it('waits longer after each crash in a row and then gives up', () => {
  const policy = new RestartPolicy(limits);
  const waits = [policy.waitSeconds];
  for (let crash = 0; crash < 4; crash++) {
    policy.crashed(1);
    waits.push(policy.waitSeconds);
  }
  expect(waits).toEqual([0, 0, 2, 8, null]);
});

it('counts anew after a process that proved itself', () => {
  const policy = new RestartPolicy(limits);
  for (let crash = 0; crash < 3; crash++) policy.crashed(59);
  policy.crashed(60);
  expect(policy.waitSeconds).toBe(0);
  expect(policy.crashes).toBe(1);
});

it('forgets everything when a person asks for a restart', () => {
  const policy = new RestartPolicy(limits);
  for (let crash = 0; crash < 4; crash++) policy.crashed(0);
  policy.reset();
  expect(policy.waitSeconds).toBe(0);
});
