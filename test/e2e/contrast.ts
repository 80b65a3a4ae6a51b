import type { Frame } from 'playwright-core';

/** What the page is asked; everything in it is plain script, for it runs there. */
const measure = `(() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  /** A color of any notation as red, green, blue from 0 to 255 and alpha from 0 to 1. */
  const read = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const over = (above, below) =>
    [0, 1, 2].map((part) => above[part] * above[3] + below[part] * (1 - above[3])).concat(1);
  /** Relative luminance and contrast ratio, WCAG 2.2. */
  const luminance = (color) => {
    const [red, green, blue] = color.slice(0, 3).map((part) =>
      part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ratio = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const ancestors = (element) => element === null ? [] : [...ancestors(element.parentElement), element];
  const ground = (element) => ancestors(element)
    .reduce((below, each) => over(read(getComputedStyle(each).backgroundColor), below), [255, 255, 255, 1]);
  const opacity = (element) =>
    ancestors(element).reduce((product, each) => product * Number(getComputedStyle(each).opacity), 1);
  const seen = (element) => {
    const { width, height } = element.getBoundingClientRect();
    const { visibility, clipPath } = getComputedStyle(element);
    return width > 1 && height > 1 && visibility === 'visible' && clipPath === 'none';
  };
  const active = (element) => element.closest('[aria-disabled="true"], :disabled') === null;
  const found = [];
  const check = (element, color, least, what) => {
    const behind = ground(element);
    const [red, green, blue, alpha] = read(color);
    const value = ratio(over([red, green, blue, alpha * opacity(element)], behind), behind);
    if (value < least) found.push(value.toFixed(2) + ' ' + what + ' ' + color);
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    const text = texts.currentNode.data.trim();
    if (text === '' || ['SCRIPT', 'STYLE', 'title'].includes(element.tagName)) continue;
    if (!seen(element) || !active(element)) continue;
    const { color, fill } = getComputedStyle(element);
    check(element, element instanceof SVGElement ? fill : color, 4.5, 'text “' + text.slice(0, 40) + '”');
  }
  /** Selector, the property that draws, and against which element's ground. */
  const graphics = [
    ['vscode-icon', 'color'],
    ['.tool[aria-pressed="true"]', 'borderTopColor', (element) => element.parentElement],
    ['.label.suggested', 'borderTopColor', (element) => element.parentElement],
    ['.label.suggested .share', 'backgroundColor', (element) => element.parentElement],
    ['#note', 'borderInlineStartColor'],
    ['#message', 'borderInlineStartColor', (element) => element.parentElement],
    ['.line', 'stroke'],
    ['.axis', 'stroke'],
    [':focus-visible', 'outlineColor', (element) => element.parentElement],
  ];
  for (const [selector, property, of = (element) => element] of graphics)
    for (const element of document.querySelectorAll(selector))
      if (active(element) && (element instanceof SVGElement || seen(element)))
        check(of(element), getComputedStyle(element)[property], 3, selector + ' ' + element.getAttribute('class'));
  return [...new Set(found)];
})()`;

/**
 * What cannot be read or seen well enough on a page, one line each with its contrast: text below 4.5, what is drawn below 3
 * (WCAG 2.2, 1.4.3 and 1.4.11). What can do nothing at the moment is left out, as there.
 */
export const tooFaint = async (frame: Frame): Promise<readonly string[]> =>
  (await frame.evaluate(measure)) as readonly string[];
