/**
 * Edits (insert, delete, replace, swap of neighbors) that turn one text into the other, or `limit + 1` when
 * there are more: Damerau–Levenshtein with restricted transpositions, cut off early.
 */
export function editDistance(from: string, to: string, limit = Infinity): number {
  if (Math.abs(from.length - to.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const current = [i];
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1];
      let cost = Math.min(last[j]! + 1, current[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      if (swapped) cost = Math.min(cost, beforeLast[j - 2]! + 1);
      current.push(cost);
    }
    if (Math.min(...current) > limit) return limit + 1;
    beforeLast = last;
    last = current;
  }
  return last[to.length]!;
}

/** Longer names are not typed, and take too long to compare. */
const longestTyped = 200;

/** The number a text writes, NaN for any other text. */
const numberIn = (text: string): number => (/^[+-]?[\d.]+(?:e[+-]?\d+)?$/iu.test(text) ? Number(text) : NaN);

/**
 * The known name a person most likely meant, or undefined when none is near: the same number, else at most a third of
 * it mistyped.
 */
export function nearest(typed: string, known: Iterable<string>): string | undefined {
  if (typed.length > longestTyped) return undefined;
  const number = numberIn(typed);
  const wanted = typed.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.floor(typed.length / 3) + 1;
  for (const name of known) {
    if (numberIn(name) === number) return name;
    const distance = editDistance(wanted, name.toLowerCase(), bestDistance - 1);
    if (distance < bestDistance) {
      best = name;
      bestDistance = distance;
      if (distance === 0) break;
    }
  }
  return best;
}

/** ` Did you mean "x"?`, or nothing. */
export function didYouMean(typed: string, known: Iterable<string>): string {
  const name = nearest(typed, known);
  return name === undefined ? '' : ` Did you mean "${name}"?`;
}
