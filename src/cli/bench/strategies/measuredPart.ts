import { readFile } from 'node:fs/promises';
import { UsageError } from '../../../engine/errors.ts';
import { fileError, systemCode } from '../../../runtime/files.ts';
import { replaceFile } from '../../../runtime/replaceFile.ts';
import { checkFolder } from '../../checkFolder.ts';

/** Marks in a page between which the measured part is replaced. */
const [begin, end] = ['<!-- measured: begin -->', '<!-- measured: end -->'];

const newPage = `# Benchmark\n\n${begin}${end}\n`;

/** What a page says before and after its measured part; a new page where there is none. */
async function surroundings(file: string): Promise<{ readonly before: string; readonly after: string }> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return newPage;
    throw fileError(file, error);
  });
  const [before = '', rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (after !== undefined) return { before, after };
  throw new UsageError(`${file} has no lines ${begin} and ${end}: add them, or name another file.`);
}

/**
 * Refuses a page that could not be written, before hours are spent on what would stand in it.
 * @throws UsageError for a page without a measured part, HumanError without its folder or for one that cannot be read.
 */
export async function checkPage(file: string): Promise<void> {
  await checkFolder('--out', file);
  await surroundings(file);
}

/** Writes the measured part of a page anew, between its marks. */
export async function replaceMeasuredPart(file: string, measured: string): Promise<void> {
  const { before, after } = await surroundings(file);
  await replaceFile(file, `${before}${begin}\n\n${measured}\n\n${end}${after}`);
}
