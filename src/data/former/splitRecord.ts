/** The candidate that splits the first record into most fields; the first one if none splits it. */
export const likeliestDelimiter = (text: string, candidates: readonly string[]): string =>
  candidates.reduce((best, next) =>
    splitRecord(text, next).length > splitRecord(text, best).length ? next : best,
  );

/** Fields of the first record; quoted fields may hold the delimiter, line ends and doubled quotes. */
export function splitRecord(text: string, delimiter: string): string[] {
  const fields = [''];
  let quoted = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index]!;
    if (quoted && character === '"' && text[index + 1] !== '"') quoted = false;
    else if (!quoted && character === '"' && fields.at(-1) === '') quoted = true;
    else if (!quoted && (character === '\n' || character === '\r')) break;
    else if (!quoted && character === delimiter) fields.push('');
    else {
      if (quoted && character === '"') index++;
      fields[fields.length - 1] += character;
    }
  }
  return fields;
}
