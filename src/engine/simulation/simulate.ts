import type { CancelSignal } from '../types.ts';
import { checkSimulation } from './check.ts';
import { simulateRepeat } from './repeat.ts';
import type { RepeatResult, SimulationParts, SimulationRequest } from './types.ts';

/**
 * All repeats, one after the other, as they finish. To use more cores, run {@link simulateRepeat} for the numbers 0 to
 * `repeats` − 1 wherever there is room, after {@link checkSimulation}: the results are the same.
 */
export async function* simulate(
  request: SimulationRequest,
  parts: SimulationParts,
  signal: CancelSignal,
): AsyncGenerator<RepeatResult, void, undefined> {
  checkSimulation(request);
  for (let repeat = 0; repeat < request.repeats; repeat++) {
    yield await simulateRepeat(request, repeat, parts, signal);
  }
}
