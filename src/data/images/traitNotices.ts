import type { PictureTrait } from '../../runtime/images.ts';
import { countOfFiles } from '../countOfFiles.ts';

/** What is said of pictures with a trait, after their number and the names of some. */
const sentences: Readonly<Record<PictureTrait, { readonly one: string; readonly many: string }>> = {
  scaled: {
    one: 'has more than 8 bits a channel: its own darkest to its brightest value become black to white.',
    many:
      'have more than 8 bits a channel: the darkest to the brightest value of each become black to white, ' +
      'so that brightness cannot be compared between them.',
  },
  pages: {
    one: 'has several pages or frames; only the first is used.',
    many: 'have several pages or frames; only the first of each is used.',
  },
  external: {
    one: 'refers to other files or addresses, which are not loaded.',
    many: 'refer to other files or addresses, which are not loaded.',
  },
};

/** A sentence for each trait that some of the pictures have. */
export const traitNotices = (
  pictures: readonly { readonly file: string; readonly traits: readonly PictureTrait[] }[],
): string[] =>
  Object.entries(sentences).flatMap(([trait, { one, many }]) => {
    const files = pictures
      .filter(({ traits }) => traits.some((own) => own === trait))
      .map(({ file }) => file);
    if (files.length === 0) return [];
    return [`${countOfFiles(files, 'image')} ${files.length === 1 ? one : many}`];
  });
