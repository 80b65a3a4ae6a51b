/** A fraction that is whole, as programs write the whole numbers of a column that has gaps. */
const wholeFraction = /^(-?(?:0|[1-9]\d*))\.0+$/;

/** An id or a label: a fraction that is whole is the whole number, everything else stands as it is written. */
export const nameOf = (text: string): string =>
  text.endsWith('0') && text.includes('.') ? text.replace(wholeFraction, '$1') : text;
