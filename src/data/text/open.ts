import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HumanError } from '../../engine/errors.ts';
import type { Sample } from '../../engine/sample.ts';
import { fileError } from '../../runtime/files.ts';
import { mapLimited } from '../../runtime/mapLimited.ts';
import { countFrequencies } from '../features/documentFrequencies.ts';
import { type Document, readDocument, textDimensions, textStep, writeText } from '../features/text.ts';
import type { FeatureStep } from '../featureSteps.ts';
import { describeFiles, readFileLabels } from '../fileLabels.ts';
import { findFilesBeside, noticesOfFilesBeside } from '../filesBeside.ts';
import type { FilesRequest } from '../filesRequest.ts';
import type { Dataset } from '../types.ts';
import { decodeText } from './decode.ts';

/** Characters shown of a long text. */
const shownCharacters = 100_000;
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

async function readAll(
  { folder, files, signal, onProgress }: FilesRequest,
  notices: string[],
): Promise<readonly Document[]> {
  const unreadable: string[] = [];
  const latin1: string[] = [];
  const read = async (file: string): Promise<Document> => {
    const decoded = await readFile(join(folder, file)).then(decodeText, () => undefined);
    if (decoded?.text === undefined) unreadable.push(file);
    else if (decoded.latin1) latin1.push(file);
    return readDocument(decoded?.text ?? '');
  };
  const documents = await mapLimited(files, parallel, signal, read, onProgress);
  notices.push(...countNotice(unreadable, 'cannot be read as text and can be skipped'));
  notices.push(...countNotice(latin1, 'not UTF-8, read as Latin-1'));
  return documents;
}

function countNotice(files: string[], what: string): string[] {
  if (files.length === 0) return [];
  const some = `${files.sort().slice(0, 3).join(', ')}${files.length > 3 ? ', …' : ''}`;
  return [
    `${files.length.toLocaleString('en')} ${files.length === 1 ? 'file' : 'files'} (${some}): ${what}.`,
  ];
}

async function readSample(path: string): Promise<Sample> {
  try {
    const decoded = decodeText(await readFile(path));
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
