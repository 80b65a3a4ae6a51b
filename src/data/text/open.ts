import { readFile } from 'node:fs/promises';
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
import { describeFiles, readFileLabels } from '../fileLabels.ts';
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
  const notices: string[] = [...labels.notices];
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
  return mapLimited(some, parallel, undefined, (file) => readText(join(folder, file)));
}

/** The text of a file; empty where it cannot be read, which `readAll` reports. */
const readText = (path: string): Promise<string> =>
  readFile(path).then(
    (bytes) => decodeText(bytes).text ?? '',
    () => '',
  );

function embedFiles(request: FilesRequest, encoder: TextEncoder): Promise<Float32Array> {
  const { folder, files, threads, signal, onProgress, onNotice } = request;
  const read = (start: number, count: number): Promise<readonly string[]> =>
    mapLimited(files.slice(start, start + count), parallel, signal, (file) => readText(join(folder, file)));
  const around = { folder, threads, signal, onProgress, onNotice };
  return embedTexts({ count: files.length, read }, encoder, around);
}

async function readAll(
  { folder, files, signal, onProgress }: FilesRequest,
  notices: string[],
): Promise<readonly Document[]> {
  const unreadable: string[] = [];
  const latin1: string[] = [];
  const long: string[] = [];
  const read = async (file: string): Promise<Document> => {
    const decoded = await readFile(join(folder, file)).then(decodeText, () => undefined);
    if (decoded?.text === undefined) unreadable.push(file);
    else if (decoded.latin1) latin1.push(file);
    if ((decoded?.text?.length ?? 0) > shownCharacters) long.push(file);
    return readDocument(decoded?.text ?? '');
  };
  const documents = await mapLimited(files, parallel, signal, read, onProgress);
  notices.push(...countNotice(unreadable, 'cannot be read as text and can be skipped'));
  notices.push(...countNotice(latin1, 'not UTF-8, read as Latin-1'));
  notices.push(
    ...countNotice(long, `longer than ${shownCharacters.toLocaleString('en')} characters, shown up to there`),
  );
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
