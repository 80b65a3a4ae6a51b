import { stat } from 'node:fs/promises';
import { HumanError, messageOf } from '../../engine/errors.ts';
import { fileError, systemCode } from '../../runtime/files.ts';
import { readBeginning } from '../../runtime/readBeginning.ts';
import { recognizeUnreadable, startBytes } from './otherKinds.ts';

/** What the decoder says, and what a person needs to know. */
const reasons: readonly { readonly pattern: RegExp; readonly sentence: string }[] = [
  { pattern: /unsupported image format/, sentence: 'The file is not an image, whatever its name says.' },
  {
    pattern: /exceeds pixel limit/,
    sentence: 'The image has more than 268 million pixels; save a smaller copy.',
  },
  {
    pattern: /XML parse error|SVG rendering failed|referenced elements/i,
    sentence: 'The drawing is not valid SVG, or it is too complex to be drawn.',
  },
  {
    pattern: /tiff2vips|unsupported (?:tiff|compression)/i,
    sentence:
      'This kind of TIFF cannot be read; save it as an ordinary TIFF of 8 or 16 bits a channel, or as PNG.',
  },
  {
    pattern: /premature end|read error|truncated|corrupt/i,
    sentence: 'The image is damaged: it ends too early.',
  },
];

/** Why a file could not be decoded, as a sentence for the panel. */
export async function whyUnreadable(path: string, error: unknown): Promise<string> {
  // Names that are no UTF-8 come with this character, which is not what the disk has.
  if (path.includes('\uFFFD') && systemCode(error) === 'ENOENT')
    return `The name of ${path} is not UTF-8, so the file cannot be opened; rename it.`;
  if (error instanceof HumanError || systemCode(error) !== undefined) return fileError(path, error).message;
  const found = await stat(path).catch((gone: unknown) => fileError(path, gone));
  if (found instanceof HumanError) return found.message;
  if (found.size === 0) return 'The file is empty.';
  const other = recognizeUnreadable(await readBeginning(path, startBytes));
  if (other !== undefined) return `The file is ${other.name}, which cannot be read; ${other.advice}.`;
  const message = messageOf(error);
  const known = reasons.find(({ pattern }) => pattern.test(message));
  return known?.sentence ?? `The image cannot be decoded: ${message.split('\n', 1)[0]}.`;
}
