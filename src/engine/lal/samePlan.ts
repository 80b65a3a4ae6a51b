import type { CollectionPlan } from './plan.ts';

/** Whether a text is the JSON of this plan. The order of its entries is how it was put together, and says nothing. */
export function isTextOf(plan: CollectionPlan, text: string): boolean {
  try {
    return ordered(JSON.parse(text)) === ordered(JSON.parse(JSON.stringify(plan)));
  } catch {
    return false;
  }
}

/** The JSON of a value with the entries of its objects by name. */
const ordered = (value: unknown): string =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? `{${Object.entries(value)
        .map(([name, entry]) => `${JSON.stringify(name)}:${ordered(entry)}`)
        .sort()
        .join(',')}}`
    : JSON.stringify(value);
