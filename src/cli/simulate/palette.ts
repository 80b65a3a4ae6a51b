/** How one strategy is drawn: a color for light and for dark pages, and a dash, so that color is never the only sign. */
export interface SeriesStyle {
  readonly light: string;
  readonly dark: string;
  readonly dash: string;
}

/** Contrast of at least 4.5:1 on white and on the dark background. */
const colors: readonly (readonly [string, string])[] = [
  ['#0b62c4', '#6cb6ff'],
  ['#bc3f0c', '#ffa657'],
  ['#18722f', '#56d364'],
  ['#7a45d6', '#d2a8ff'],
  ['#b02f7c', '#ff9bce'],
  ['#0b6a80', '#67dbef'],
  ['#7d4e00', '#e3b341'],
];

/** A curve under another shows through its gaps. */
const dashes = ['none', '10 5', '4 4', '12 4 3 4'];

/** `random` is the gray, dotted baseline; the others take the colors and the dashes in turn. */
export function seriesStyles(strategies: readonly string[]): readonly SeriesStyle[] {
  let taken = 0;
  return strategies.map((strategy) => {
    if (strategy === 'random') return { light: '#5f6770', dark: '#a5aeb8', dash: '1 5' };
    const [light, dark] = colors[taken % colors.length]!;
    const dash = dashes[taken++ % dashes.length]!;
    return { light, dark, dash };
  });
}
