import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { HumanError } from '../../engine/errors.ts';
import type { Sample } from '../../engine/sample.ts';
import { fileError } from '../../runtime/files.ts';
import { mapLimited } from '../../runtime/mapLimited.ts';
import { type Document, readDocument } from '../features/text.ts';
import { embedTexts } from '../textColumns/embedTexts.ts';
import { blocksOfText, namesOfText, planTexts, sampledTexts, type TextEncoder } from '../textColumns/plan.ts';
import { writeTextColumns } from '../textColumns/write.ts';
import type { FeatureStep } from '../featureSteps.ts';
import { accountOfFiles } from '../filesAccount.ts';
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
  const plan = await planTexts(source.features, await readSome(request), files.length, folder);
  const featureNames = namesOfText(plan, 'text');
  let embedding: Promise<Float32Array> | undefined;
  const embeddings = async (): Promise<Float32Array> => {
    if (plan.encoder === null) return new Float32Array(0);
    return (embedding ??= embedFiles(request, plan.encoder));
  };
  return {
    ...describeFiles(request, labels),
    kind: 'text',
    featureNames,
    get featureSteps() {
      return featureSteps;
    },
    notices,
    features: async (allocate, { fitRows } = {}) => {
      const texts = { column: null, plan, documents: await documents(), embeddings: await embeddings() };
      const matrix = allocate(files.length, featureNames.length);
      featureSteps = writeTextColumns(matrix, 0, texts, fitRows);
      return { ...matrix, blocks: blocksOfText(plan, 0) };
    },
    prepare: async () => void (await embeddings()),
    sample: (row) => readSample(join(folder, files[row]!)),
    account: () => accountOfFiles(folder, source, files),
    close: () => undefined,
  };
}

/** Some of the texts, spread over the files: enough to tell their language. */
async function readSome({ folder, files }: FilesRequest): Promise<readonly string[]> {
  const step = Math.max(1, Math.floor(files.length / sampledTexts));
  const some = files.filter((_, index) => index % step === 0).slice(0, sampledTexts);
  return mapLimited(some, parallel, undefined, (file) => readOrEmpty(join(folder, file)));
}

/** The text of a file; empty where it cannot be read, which `readAll` reports. */
const readOrEmpty = (path: string): Promise<string> =>
  readText(path).then(
    ({ text }) => text ?? '',
    () => '',
  );

function embedFiles(request: FilesRequest, encoder: TextEncoder): Promise<Float32Array> {
  const { folder, files, threads, signal, onProgress, onNotice } = request;
  const read = (start: number, count: number): Promise<readonly string[]> =>
    mapLimited(files.slice(start, start + count), parallel, signal, (file) =>
      readOrEmpty(join(folder, file)),
    );
  const around = { folder, threads, signal, onProgress, onNotice };
  return embedTexts({ count: files.length, read }, encoder, around);
}

/** Names of files of which something is to be said. */
interface Findings {
  readonly unreadable: string[];
  readonly windows: string[];
  readonly empty: string[];
  readonly long: string[];
}

async function readAll(
  { folder, files, signal, onProgress }: FilesRequest,
  notices: string[],
): Promise<readonly Document[]> {
  const found: Findings = { unreadable: [], windows: [], empty: [], long: [] };
  const read = async (file: string): Promise<Document> => {
    const decoded = await readText(join(folder, file)).catch(() => undefined);
    if (decoded?.text === undefined) found.unreadable.push(file);
    else if (decoded.text.trim() === '') found.empty.push(file);
    else if (decoded.encoding === 'windows-1252') found.windows.push(file);
    if ((decoded?.text?.length ?? 0) > shownCharacters) found.long.push(file);
    return readDocument(decoded?.text ?? '');
  };
  const documents = await mapLimited(files, parallel, signal, read, onProgress);
  notices.push(...countNotice(found.unreadable, 'cannot be read as text and can be skipped'));
  notices.push(...countNotice(found.windows, 'not UTF-8, read as Windows-1252'));
  notices.push(...countNotice(found.empty, 'empty and can be skipped'));
  notices.push(
    ...countNotice(
      found.long,
      `longer than ${shownCharacters.toLocaleString('en')} characters, shown up to there`,
    ),
  );
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
