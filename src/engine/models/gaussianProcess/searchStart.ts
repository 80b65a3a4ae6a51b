import { gaussianProcessFacts } from '../../modelFacts.ts';
import { numberOf } from '../../options.ts';
import type { Options } from '../../types.ts';
import type { KernelParameters } from './kernel.ts';

/**
 * Where the search for the kernel's parameters begins.
 * @param columns standardized features; their square root is the length scale unless the options name one.
 */
export function searchStart(columns: number, options: Options = {}): KernelParameters {
  const option = numberOf(gaussianProcessFacts.options, options);
  const lengthScale = option('lengthScale') || Math.sqrt(Math.max(1, columns));
  return { logVariance: Math.log(option('variance')), logLengthScale: Math.log(lengthScale) };
}
