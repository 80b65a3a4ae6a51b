import { InvalidArgumentError } from 'commander';

export interface LabelRange {
  readonly fewestLabels: number;
  readonly mostLabels: number;
}

export interface DimensionRange {
  readonly dimensions: number;
  readonly mostDimensions: number;
}

/** Points of a synthetic dataset that can be labeled while some are left to try. */
const mostLabeled = 300;

/** `2:49`, both ends included. */
export function labelRange(text: string): LabelRange {
  const [fewestLabels = NaN, mostLabels = fewestLabels] = /^\d{1,4}(:\d{1,4})?$/.test(text)
    ? text.split(':').map(Number)
    : [];
  if (fewestLabels >= 2 && mostLabels >= fewestLabels && mostLabels <= mostLabeled)
    return { fewestLabels, mostLabels };
  throw new InvalidArgumentError(`It must be two numbers of labels such as 2:49, from 2 to ${mostLabeled}.`);
}

/** Clouds of so many dimensions take about as long to draw as to learn from. */
const mostPossibleDimensions = 256;

/** `2:128`, both ends included. */
export function dimensionRange(text: string): DimensionRange {
  const [dimensions = NaN, mostDimensions = dimensions] = /^\d{1,3}(:\d{1,3})?$/.test(text)
    ? text.split(':').map(Number)
    : [];
  if (dimensions >= 1 && mostDimensions >= dimensions && mostDimensions <= mostPossibleDimensions)
    return { dimensions, mostDimensions };
  throw new InvalidArgumentError(
    `It must be one or two numbers of dimensions such as 2:128, from 1 to ${mostPossibleDimensions}.`,
  );
}
