import { gaussianProcessFacts } from '../../modelFacts.ts';
import type { Options } from '../../types.ts';
import type { KernelParameters } from './kernel.ts';

const numberOption = (options: Options, name: 'lengthScale' | 'variance'): number =>
  Number(options[name] ?? gaussianProcessFacts.options[name].default);

/**
 * Where the search for the kernel's parameters begins.
 * @param columns standardized features; their square root is the length scale unless the options name one.
 */
export const searchStart = (columns: number, options: Options = {}): KernelParameters => ({
  logVariance: Math.log(numberOption(options, 'variance')),
  logLengthScale: Math.log(numberOption(options, 'lengthScale') || Math.sqrt(Math.max(1, columns))),
});
