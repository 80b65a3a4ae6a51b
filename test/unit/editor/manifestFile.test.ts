import { describe, expect, it } from 'vitest';
import { editManifest, parseManifest } from '../../../src/host/manifestFile.ts';

const text = `{
    "version": 1,
    "strategy": "margin",
    "source": { "kind": "images", "files": ["*.png"] }
}
`;

describe('editing a manifest', () => {
  it('keeps order and indentation', () => {
    const edited = editManifest(text, 'label-scout.json', { strategy: 'random' });
    expect(Object.keys(JSON.parse(edited) as object)).toEqual(['version', 'strategy', 'source']);
    expect(edited).toContain('\n    "strategy": "random"');
  });

  it('adds a field last and removes one', () => {
    const edited = editManifest(text, 'label-scout.json', { model: 'forest', strategy: undefined });
    expect(Object.keys(JSON.parse(edited) as object)).toEqual(['version', 'source', 'model']);
  });

  it('keeps the line ends of Windows', () => {
    const edited = editManifest(text.replaceAll('\n', '\r\n'), 'label-scout.json', { model: 'forest' });
    expect(edited.replaceAll('\r\n', '')).not.toContain('\n');
  });
});

describe('reading a manifest', () => {
  it('reads one that is right', () => {
    expect(parseManifest(text, 'label-scout.json').strategy).toBe('margin');
  });

  it.each([
    [
      'a wrong field by its path',
      '{"version":1,"source":{"kind":"images","files":[""]}}',
      /source\.files\.0/,
    ],
    ['an unknown field', text.replace('"strategy"', '"stratgy"'), /stratgy/],
    ['what is no JSON', '{"version":', /not JSON/],
  ])('names %s', (_name, wrong, expected) => {
    expect(() => parseManifest(wrong, 'label-scout.json')).toThrow(expected);
  });
});
