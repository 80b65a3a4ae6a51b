import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { HumanError } from '../../engine/errors.ts';
import type { Sample } from '../../engine/sample.ts';
import { fileError } from '../../runtime/files.ts';
import { mapLimited } from '../../runtime/mapLimited.ts';
import { countFrequencies } from '../features/documentFrequencies.ts';
import { type Document, readDocument, textDimensions, textStep, writeText } from '../features/text.ts';
import type { FeatureStep } from '../featureSteps.ts';
import { countOfFiles } from '../countOfFiles.ts';
import { describeFiles, readFileLabels } from '../fileLabels.ts';
import { findFilesBeside, noticesOfFilesBeside } from '../filesBeside.ts';
import type { FilesRequest } from '../filesRequest.ts';
import type { Dataset } from '../types.ts';
import { type DecodedText, decodeText } from './decode.ts';

/** Characters shown of a long text. */
const shownCharacters = 100_000;
/** Bytes of a file that is one sample; larger ones are archives, and several at once would fill the memory. */
const maximumBytes = 64 << 20;
/** Files read at once. */
const parallel = 16;

/** Opens a folder of text files; they are read when the features are first asked for. */
export async function openTexts(request: FilesRequest): Promise<Dataset> {
  const { folder, files, manifest } = request;
  const source = manifest.source;
  if (source.kind === 'table') throw new HumanError('source.kind must be "text" here.');
  const labels = await readFileLabels(request, source);
  const beside = await noticesOfFilesBeside(request, await findFilesBeside(request));
  const notices: string[] = [...labels.notices, ...beside];
  let featureSteps: readonly FeatureStep[] = [];
  let reading: Promise<readonly Document[]> | undefined;
  const documents = () => (reading ??= readAll(request, notices));
  return {
    ...describeFiles(request, labels),
    kind: 'text',
    featureNames: Array.from({ length: textDimensions }, (_, index) => `text ~${index}`),
    get featureSteps() {
      return featureSteps;
    },
    notices,
    features: async (allocate, fitRows) => {
      const all = await documents();
      const matrix = allocate(files.length, textDimensions);
      const frequencies = countFrequencies(all, fitRows);
      writeText(matrix, 0, all, frequencies);
      featureSteps = [textStep(null, frequencies)];
      return matrix;
    },
    sample: (row) => readSample(join(folder, files[row]!)),
    close: () => undefined,
  };
}

/** Names of files of which something is to be said. */
interface Findings {
  readonly unreadable: string[];
  readonly windows: string[];
  readonly empty: string[];
}

async function readAll(
  { folder, files, signal, onProgress }: FilesRequest,
  notices: string[],
): Promise<readonly Document[]> {
  const found: Findings = { unreadable: [], windows: [], empty: [] };
  const read = async (file: string): Promise<Document> => {
    const decoded = await readText(join(folder, file)).catch(() => undefined);
    if (decoded?.text === undefined) found.unreadable.push(file);
    else if (decoded.text.trim() === '') found.empty.push(file);
    else if (decoded.encoding === 'windows-1252') found.windows.push(file);
    return readDocument(decoded?.text ?? '');
  };
  const documents = await mapLimited(files, parallel, signal, read, onProgress);
  notices.push(...countNotice(found.unreadable, 'cannot be read as text and can be skipped'));
  notices.push(...countNotice(found.windows, 'not UTF-8, read as Windows-1252'));
  notices.push(...countNotice(found.empty, 'empty and can be skipped'));
  return documents;
}

/** @throws the system's error for a file that cannot be read. */
async function readText(path: string): Promise<DecodedText> {
  const { size } = await stat(path);
  if (size > maximumBytes)
    return { text: undefined, reason: 'The file is larger than 64 MB, too much for one sample; split it.' };
  return decodeText(await readFile(path));
}

function countNotice(files: string[], what: string): string[] {
  return files.length === 0 ? [] : [`${countOfFiles(files.sort(), 'file')}: ${what}.`];
}

async function readSample(path: string): Promise<Sample> {
  try {
    const decoded = await readText(path);
    if (decoded.text === undefined) return { kind: 'unreadable', path, reason: decoded.reason };
    const truncated = decoded.text.length > shownCharacters;
    return {
      kind: 'text',
      text: truncated ? decoded.text.slice(0, shownCharacters) : decoded.text,
      truncated,
    };
  } catch (error) {
    return { kind: 'unreadable', path, reason: fileError(path, error).message };
  }
}
