import type { PanelClass } from '../src/protocol/panel.ts';

export type KeyAction =
  | { readonly kind: 'label'; readonly label: string }
  | { readonly kind: 'skip' | 'flag' | 'note' | 'undo' | 'redo' | 'accept' | 'filter' };

export interface KeyPress {
  readonly key: string;
  /** The physical key, for the number pad and for layouts whose number row needs Shift. */
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const plainKeys: Readonly<Record<string, KeyAction['kind'] & Exclude<KeyAction['kind'], 'label'>>> = {
  s: 'skip',
  arrowright: 'skip',
  f: 'flag',
  n: 'note',
  u: 'undo',
  r: 'redo',
  enter: 'accept',
  ' ': 'accept',
  '/': 'filter',
};

const chord = (press: KeyPress): KeyAction | null => {
  const key = press.key.toLowerCase();
  if (key === 'z') return { kind: press.shiftKey ? 'redo' : 'undo' };
  return key === 'y' ? { kind: 'redo' } : null;
};

const isSameKey = (one: string | null, other: string): boolean => one?.toLowerCase() === other.toLowerCase();

/** A key as it stands on a button: a capital, unless case is what tells two classes apart. */
export const faceOf = (key: string, classes: readonly PanelClass[]): string =>
  classes.some((other) => other.key !== key && isSameKey(other.key, key)) ? key : key.toUpperCase();

const classWithKey = (classes: readonly PanelClass[], key: string): KeyAction | null => {
  const found =
    classes.find((candidate) => candidate.key === key) ??
    classes.find((candidate) => isSameKey(candidate.key, key));
  return found === undefined ? null : { kind: 'label', label: found.name };
};

/** What a key press means. Keys of classes win over the panel's own, so that a manifest may use any letter. */
export function actionFor(press: KeyPress, classes: readonly PanelClass[]): KeyAction | null {
  if (press.altKey) return null;
  if (press.ctrlKey || press.metaKey) return chord(press);
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(press.code)?.[1];
  // With NumLock off the number pad says "End" or "ArrowRight": the physical key is what the person means.
  const named = press.code.startsWith('Numpad') && digit !== undefined ? digit : press.key;
  const label = classWithKey(classes, named) ?? (digit === undefined ? null : classWithKey(classes, digit));
  if (label !== null) return label;
  const kind = plainKeys[named.toLowerCase()];
  return kind === undefined ? null : { kind };
}
