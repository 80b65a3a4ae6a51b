/** A kind of pictures or documents that cannot be read. */
export interface OtherKind {
  /** With its article, to stand after “is”. */
  readonly name: string;
  /** Lower case, without the dot. */
  readonly extensions: readonly string[];
  /** What to do, to stand after a semicolon. */
  readonly advice: string;
  /** Whether the first bytes of a file are those of the kind, where they are known. */
  readonly starts?: (bytes: Uint8Array) => boolean;
}

/** Bytes of a file that {@link recognizeUnreadable} and {@link startsAsPicture} look at. */
export const startBytes = 160;

const savePicture = 'save as PNG, JPEG or TIFF';

const ascii = (bytes: Uint8Array, start: number, length: number): string =>
  Buffer.from(bytes.subarray(start, start + length)).toString('latin1');

/** Brands of HEIF whose pictures are coded with HEVC, which is patented; AVIF has brands of its own. */
const hevcBrands: ReadonlySet<string> = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx']);

/** Kinds of pictures that the decoder has no reader for. */
export const unreadablePictures: readonly OtherKind[] = [
  {
    name: 'a HEIF picture coded with HEVC',
    extensions: ['heic', 'heif', 'hif'],
    advice: 'export as JPEG, for example with `heif-convert a.heic a.jpg`',
    starts: (bytes) => ascii(bytes, 4, 4) === 'ftyp' && hevcBrands.has(ascii(bytes, 8, 4)),
  },
  {
    name: 'a Photoshop document',
    extensions: ['psd', 'psb'],
    advice: savePicture,
    starts: (bytes) => ascii(bytes, 0, 4) === '8BPS',
  },
  {
    name: 'a JPEG 2000 picture',
    extensions: ['jp2', 'j2k', 'jpx', 'jpf', 'j2c', 'jpm'],
    advice: savePicture,
    starts: (bytes) => ascii(bytes, 4, 4) === 'jP  ' || ascii(bytes, 0, 4) === '\xff\x4f\xff\x51',
  },
  {
    name: 'a JPEG XL picture',
    extensions: ['jxl'],
    advice: savePicture,
    starts: (bytes) => ascii(bytes, 4, 4) === 'JXL ' || ascii(bytes, 0, 2) === '\xff\x0a',
  },
  {
    name: 'a DICOM picture',
    extensions: ['dcm', 'dicom'],
    advice: 'convert to 16-bit PNG or TIFF',
    starts: (bytes) => ascii(bytes, 128, 4) === 'DICM',
  },
  {
    name: 'a raw picture of a camera',
    extensions: ['raw', 'dng', 'cr2', 'cr3', 'nef', 'arw', 'orf', 'rw2', 'raf', 'pef', 'srw'],
    advice: savePicture,
  },
  {
    name: 'a picture of a kind that cannot be read',
    extensions: [
      ...[
        'ico',
        'icns',
        'pbm',
        'pgm',
        'ppm',
        'pnm',
        'tga',
        'exr',
        'hdr',
        'fits',
        'fit',
        'xcf',
        'ai',
        'eps',
        'svgz',
      ],
      ...['wmf', 'emf', 'pcx', 'dds', 'czi', 'lif', 'nd2', 'svs', 'nii', 'jxr', 'qoi'],
    ],
    advice: savePicture,
  },
];

/** Documents that are no plain text. */
export const unreadableDocuments: readonly OtherKind[] = [
  {
    name: 'a PDF document',
    extensions: ['pdf'],
    advice: 'extract the text, for example with `pdftotext`',
    starts: (bytes) => ascii(bytes, 0, 5) === '%PDF-',
  },
  {
    name: 'a document of a word processor',
    extensions: ['docx', 'doc', 'odt', 'rtf', 'pages', 'epub', 'pptx', 'ppt', 'odp'],
    advice: 'save as plain text',
  },
];

/** Which kind a file is by its first bytes, of those that cannot be read. */
export const recognizeUnreadable = (bytes: Uint8Array): OtherKind | undefined =>
  [...unreadablePictures, ...unreadableDocuments].find(({ starts }) => starts?.(bytes) === true);

/** TIFF, and what is built like it: raw pictures of cameras and slides. */
export const startsAsTiff = (bytes: Uint8Array): boolean => ['II*\0', 'MM\0*'].includes(ascii(bytes, 0, 4));

/** Whether a file of any name starts as a picture that can be read, TIFF aside. */
export function startsAsPicture(bytes: Uint8Array): boolean {
  const start = ascii(bytes, 0, 4);
  return (
    start === '\x89PNG' ||
    start.startsWith('\xff\xd8\xff') ||
    start === 'GIF8' ||
    (start === 'RIFF' && ascii(bytes, 8, 4) === 'WEBP') ||
    ascii(bytes, 4, 8) === 'ftypavif'
  );
}
