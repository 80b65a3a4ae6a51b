/** Letters of a trigram. */
const gram = 3;

/** Words: runs of letters, digits, marks and underscores. */
const word = /[\p{L}\p{N}\p{M}_]+/gu;
/**
 * Characters of scripts that part no words: Thai, Lao, Myanmar, Khmer, Han, Hiragana and Katakana. Ranges rather than
 * properties of Unicode, so that programs in other languages find the same (docs/label_scout_features.py).
 */
const unparted =
  '\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u2e80-\\u2fdf\\u3005-\\u3007\\u3021-\\u3029\\u3038-\\u30ff\\u31f0-\\u31ff' +
  '\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\uff66-\\uff9f\\u{20000}-\\u{3ffff}';
const runs = new RegExp(`[${unparted}]+|[^${unparted}]+`, 'gu');
const isUnparted = new RegExp(`^[${unparted}]`, 'u');

/**
 * Calls `take` with each n-gram of a text: lower-case words, pairs of neighboring words, and character trigrams inside
 * words (`_` marks the edges). Runs of scripts without spaces give sequences of one, two and three characters.
 */
export function eachToken(text: string, take: (token: string) => void): void {
  let previous: string | undefined;
  for (const [found] of text.toLowerCase().matchAll(word)) {
    for (const [run] of found.matchAll(runs)) {
      if (isUnparted.test(run)) eachGram(run, take);
      else eachWordToken(run, previous, take);
      previous = isUnparted.test(run) ? undefined : run;
    }
  }
}

function eachWordToken(found: string, previous: string | undefined, take: (token: string) => void): void {
  take(`w ${found}`);
  if (previous !== undefined) take(`w ${previous} ${found}`);
  const edged = `_${found}_`;
  for (let start = 0; start + gram <= edged.length; start++) take(`c ${edged.slice(start, start + gram)}`);
}

function eachGram(run: string, take: (token: string) => void): void {
  const characters = [...run];
  for (let start = 0; start < characters.length; start++) {
    for (let size = 1; size <= gram && start + size <= characters.length; size++) {
      take(`g ${characters.slice(start, start + size).join('')}`);
    }
  }
}

/** The n-grams of a text, in order. */
export function tokens(text: string): string[] {
  const found: string[] = [];
  eachToken(text, (token) => found.push(token));
  return found;
}
