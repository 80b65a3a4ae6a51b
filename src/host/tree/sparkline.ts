const blocks = '▁▂▃▄▅▆▇█';

/**
 * Values as a row of block characters, lowest to highest between the smallest and the greatest value.
 * More than `width` values are thinned evenly, first and last kept. All equal values stand in the middle.
 */
export function sparkline(values: readonly number[], width = 8): string {
  const low = Math.min(...values);
  const span = Math.max(...values) - low;
  return thin(values, width)
    .map((value) => (span === 0 ? 0.5 : (value - low) / span))
    .map((share) => blocks[Math.min(blocks.length - 1, Math.floor(share * blocks.length))])
    .join('');
}

function thin(values: readonly number[], width: number): readonly number[] {
  if (values.length <= width) return values;
  return Array.from(
    { length: width },
    (_, index) => values[Math.round((index * (values.length - 1)) / (width - 1))]!,
  );
}
