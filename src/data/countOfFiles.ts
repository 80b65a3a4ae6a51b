/** Names said of many. */
const namedFiles = 3;

/** `1 image (a.tif)`, `5 images (a.tif, b.tif, c.tif, …)`. */
export function countOfFiles(files: readonly string[], noun: string): string {
  const some = `${files.slice(0, namedFiles).join(', ')}${files.length > namedFiles ? ', …' : ''}`;
  return `${files.length.toLocaleString('en')} ${noun}${files.length === 1 ? '' : 's'} (${some})`;
}
