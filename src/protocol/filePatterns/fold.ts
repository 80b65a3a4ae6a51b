const foldCharacter = (character: string): string => {
  const upper = character.toUpperCase();
  // "ß" would become two letters, and "ı" the "I" of "i".
  return upper.length === character.length && (character <= '\x7f' || upper > '\x7f') ? upper : character;
};

/** A name for comparisons that take upper and lower case for the same; as long as it was. */
export const fold = (name: string): string =>
  /^[\0-\x7f]*$/u.test(name) ? name.toUpperCase() : Array.from(name, foldCharacter).join('');
