import { describe, expect, it } from 'vitest';
import type { PanelClass } from '../../../src/protocol/panel.ts';
import { assignKeys } from '../../../src/host/panel/assignKeys.ts';
import { actionFor, faceOf, type KeyPress } from '../../../webview/keys.ts';

const press = (key: string, code: string, modifiers: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...modifiers,
});

const classes: PanelClass[] = ['1', '2', 's'].map((key) => ({
  name: `class ${key}`,
  key,
  guideline: '',
  count: 0,
}));

describe('what a key means', () => {
  it.each([
    ['the number row', press('2', 'Digit2')],
    ['the number pad', press('2', 'Numpad2')],
    ['the number pad without NumLock', press('ArrowDown', 'Numpad2')],
    ['a French number row, which needs Shift for digits', press('é', 'Digit2')],
  ])('labels by %s', (_name, key) => {
    expect(actionFor(key, classes)).toEqual({ kind: 'label', label: 'class 2' });
  });

  it('lets a class take the key of an action', () => {
    expect(actionFor(press('s', 'KeyS'), classes)).toEqual({ kind: 'label', label: 'class s' });
    expect(actionFor(press('S', 'KeyS', { shiftKey: true }), classes)).toMatchObject({ label: 'class s' });
    expect(actionFor(press('s', 'KeyS'), classes.slice(0, 2))).toEqual({ kind: 'skip' });
  });

  it('tells classes apart by case where their keys differ in nothing else', () => {
    const cased = ['a', 'A', 'b'].map((key) => ({ ...classes[0]!, name: `class ${key}`, key }));
    expect(actionFor(press('a', 'KeyA'), cased)).toMatchObject({ label: 'class a' });
    expect(actionFor(press('A', 'KeyA', { shiftKey: true }), cased)).toMatchObject({ label: 'class A' });
    expect(actionFor(press('B', 'KeyB', { shiftKey: true }), cased)).toMatchObject({ label: 'class b' });
    expect(cased.map(({ key }) => faceOf(key, cased))).toEqual(['a', 'A', 'B']);
  });

  it('does nothing for a digit without a class', () => {
    expect(actionFor(press('7', 'Digit7'), classes)).toBeNull();
  });

  it.each([
    ['z', {}, 'undo'],
    ['Z', { shiftKey: true }, 'redo'],
    ['y', {}, 'redo'],
  ])('knows Ctrl and Cmd with %s', (key, extra, kind) => {
    expect(actionFor(press(key, '', { ctrlKey: true, ...extra }), classes)).toEqual({ kind });
    expect(actionFor(press(key, '', { metaKey: true, ...extra }), classes)).toEqual({ kind });
  });

  it('leaves other chords to the editor', () => {
    expect(actionFor(press('1', 'Digit1', { ctrlKey: true }), classes)).toBeNull();
    expect(actionFor(press('1', 'Digit1', { altKey: true }), classes)).toBeNull();
  });

  it.each([
    ['Enter', 'accept'],
    ['n', 'note'],
    [' ', 'accept'],
    ['ArrowRight', 'skip'],
    ['f', 'flag'],
    ['u', 'undo'],
    ['r', 'redo'],
    ['/', 'filter'],
  ])('gives %s to %s', (key, kind) => {
    expect(actionFor(press(key, key), classes)).toEqual({ kind });
  });
});

describe('keys of classes', () => {
  it('numbers classes by their place', () => {
    expect(assignKeys([{}, {}, {}])).toEqual(['1', '2', '3']);
  });

  it('keeps the keys of the manifest and gives the others what is free', () => {
    expect(assignKeys([{ key: '2' }, {}, { key: 'x' }, {}])).toEqual(['2', '1', 'x', '4']);
  });

  it('runs out after the number row', () => {
    expect(assignKeys(Array.from({ length: 12 }, () => ({}))).slice(8)).toEqual(['9', '0', null, null]);
  });

  it('gives no key twice', () => {
    const keys = assignKeys([{}, { key: '1' }, {}, { key: '3' }, {}]);
    expect(new Set(keys).size).toBe(5);
  });
});
