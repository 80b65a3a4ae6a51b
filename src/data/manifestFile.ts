import { dirname } from 'node:path';
import * as v from 'valibot';
import { randomUUID } from 'node:crypto';
import { HumanError } from '../engine/errors.ts';
import { replaceFile } from '../engine/replaceFile.ts';
import { describeManifestIssue } from '../protocol/manifestIssue.ts';
import { type Manifest, manifestSchema } from '../protocol/manifest.ts';
import { fileError, systemCode } from '../runtime/files.ts';
import { filesIn } from '../runtime/filesIn.ts';

/**
 * Reads and checks a manifest.
 * @throws HumanError naming the file and the path of the first wrong field.
 */
export async function loadManifest(path: string): Promise<Manifest> {
  const text = await filesIn(dirname(path))
    .readFile(path, 'utf8')
    .catch((error: unknown) => {
      throw fileError(path, error);
    });
  const result = v.safeParse(manifestSchema, parseJson(path, text));
  if (!result.success) throw new HumanError(`${path}: ${describeManifestIssue(result.issues[0])}`);
  checkClasses(path, result.output);
  return result.output;
}

/** Names and keys of classes must be distinct; a schema cannot say that. */
function checkClasses(path: string, { classes = [] }: Manifest): void {
  for (const field of ['name', 'key'] as const) {
    const seen = new Map<string, number>();
    for (const [index, entry] of classes.entries()) {
      const value = entry[field];
      if (value === undefined) continue;
      const earlier = seen.get(value);
      if (earlier !== undefined) {
        throw new HumanError(
          `${path}: classes.${earlier}.${field} and classes.${index}.${field} are both "${value}"; make them distinct.`,
        );
      }
      seen.set(value, index);
    }
  }
}

/** Writes a manifest as people edit it: two spaces, a final newline. */
export async function writeManifest(path: string, manifest: Manifest, overwrite: boolean): Promise<void> {
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  const files = filesIn(dirname(path));
  if (overwrite) return replaceFile(files, path, text, randomUUID());
  await files.writeFile(path, text, { flag: 'wx' }).catch(async (error: unknown) => {
    // Half a manifest would be in the way of the next attempt.
    if (systemCode(error) !== 'EEXIST') await files.rm(path, { force: true });
    throw error;
  });
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const where = lineOf(text, error);
    throw new HumanError(
      `${path}${where} is not valid JSON; comments and trailing commas are not allowed: ${(error as Error).message}.`,
      { cause: error },
    );
  }
}

/** `, line 3` where the parser names a position. */
function lineOf(text: string, error: unknown): string {
  const position = /position (\d+)/.exec(String(error))?.[1];
  return position === undefined ? '' : `, line ${text.slice(0, Number(position)).split('\n').length}`;
}
