import * as v from 'valibot';
import { HumanError } from '../engine/errors.ts';
import { describeManifestIssue } from '../protocol/manifestIssue.ts';
import { manifestSchema, type Manifest } from '../protocol/manifest.ts';

/** Reads a manifest's text. @throws HumanError naming the file and the field that is wrong. */
export function parseManifest(text: string, file: string): Manifest {
  const parsed = v.safeParse(manifestSchema, parseJson(text, file));
  if (parsed.success) return parsed.output;
  throw new HumanError(`${file}: ${describeManifestIssue(parsed.issues[0])}`);
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch (error) {
    throw new HumanError(`${file} is not JSON: ${(error as Error).message}. Mend it and save.`);
  }
}

/** The indentation of the first indented line, or two spaces. */
const indentationOf = (text: string): string => /\n([ \t]+)"/.exec(text)?.[1] ?? '  ';

/**
 * The manifest's text with some fields changed, `undefined` removing one. Order and indentation stay; a new
 * field comes last.
 */
export function editManifest(
  text: string,
  file: string,
  changes: Readonly<Record<string, string | undefined>>,
): string {
  const manifest = { ...(parseJson(text, file) as Record<string, unknown>), ...changes };
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  return `${JSON.stringify(manifest, null, indentationOf(text)).replaceAll('\n', newline)}${newline}`;
}
