/** Larger numbers count as this one, as they do among the features. */
const largest = 1e100;

const zero = 0x30;
const nine = 0x39;

/** Whether a text may be a number or a time: it begins with a digit, a sign, a point, or the letter of `inf` or `nan`. */
function mayBeNumber(text: string): boolean {
  const first = text.charCodeAt(0);
  return (first >= zero && first <= nine) || ' +-.iInN'.includes(text[0]!);
}

/**
 * The number that a text is, NaN for one that counts as missing (NaN and ±∞); undefined for other texts. It is the same
 * whether DuckDB has read the column as whole numbers, fractions or texts.
 */
export function canonicalNumber(text: string): number | undefined {
  if (!mayBeNumber(text)) return undefined;
  if (/^[-+]?(?:nan|inf|infinity)$/i.test(text)) return NaN;
  const value = text.trim() === '' ? NaN : Number(text);
  return Number.isFinite(value) ? Math.min(largest, Math.max(-largest, value)) : undefined;
}

const moment =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?: ?(Z|[+-]\d\d(?::?\d\d)?))?)?$/;
const timeOfDay = /^(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?$/;

/**
 * Seconds since 1970, or of the day, of a text that is a date or a time; undefined for other texts. It is the same
 * whether DuckDB has read the column as dates, moments or texts, which are without a time zone in UTC.
 */
export function canonicalTime(text: string): number | undefined {
  const first = text.charCodeAt(0);
  if (!(first >= zero && first <= nine)) return undefined;
  const day = moment.exec(text);
  if (day !== null) {
    const [, year, month, date, hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] = day;
    const milliseconds = Date.UTC(+year!, +month! - 1, +date!, +hour, +minute, +second);
    return milliseconds / 1000 - offsetOf(zone) + fractionOf(fraction);
  }
  const clock = timeOfDay.exec(text);
  if (clock === null) return undefined;
  const [, hour, minute, second = '0', fraction = ''] = clock;
  return +hour! * 3600 + +minute! * 60 + +second + fractionOf(fraction);
}

/** Microseconds are what DuckDB keeps. */
const fractionOf = (digits: string): number =>
  digits === '' ? 0 : Number(digits.padEnd(6, '0').slice(0, 6)) / 1e6;

/** Seconds that a time zone is ahead of UTC. */
function offsetOf(zone: string): number {
  if (zone === 'Z') return 0;
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  const seconds = Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2)) * 60;
  return zone.startsWith('-') ? -seconds : seconds;
}
