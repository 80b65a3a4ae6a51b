import { describe, expect, it } from 'vitest';
import { cleanPattern, filePatterns } from '../../../src/protocol/filePatterns.ts';

describe('the patterns of a manifest', () => {
  it('match in any case, and a file that is called like one', () => {
    const { matches } = filePatterns(['images/**/*.jpg', 'notes [1].csv']);
    expect(['images/a.JPG', 'Images/b/c.jpg', 'notes [1].csv'].every(matches)).toBe(true);
    expect(['a.jpg', 'images/a.png', 'notes 1.txt'].some(matches)).toBe(false);
  });

  it('reach the folders on the way to files and those below', () => {
    const { reaches } = filePatterns(['data/pictures/**/*.png']);
    expect(['data', 'Data/Pictures', 'data/pictures/cats'].every(reaches)).toBe(true);
    expect(['dat', 'data/texts'].some(reaches)).toBe(false);
    expect(filePatterns(['**/*.md']).reaches('anywhere')).toBe(true);
  });

  it('are below the folder that holds all they can match', () => {
    const { areBelow } = filePatterns(['data/2024/*.csv', '*.tsv']);
    expect(['data', 'data/2024'].every(areBelow)).toBe(true);
    expect(['dat', 'data/2024/january', 'other'].some(areBelow)).toBe(false);
  });

  it('are read with either kind of slash and without a leading ./', () => {
    expect(cleanPattern('.\\images\\*.png')).toBe('images/*.png');
  });
});
