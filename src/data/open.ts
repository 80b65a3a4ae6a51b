import { basename, dirname, join, posix } from 'node:path';
import { HumanError, UsageError } from '../engine/errors.ts';
import { cleanPattern, filePatterns } from '../protocol/filePatterns.ts';
import { type Manifest, manifestName } from '../protocol/manifest.ts';
import { embedDataset } from './embedding/embedDataset.ts';
import { expandFiles } from './globs.ts';
import { openImages } from './images/open.ts';
import { locate } from './locate.ts';
import { loadManifest } from './manifestFile.ts';
import { openTable } from './table/open.ts';
import { openTexts } from './text/open.ts';
import type { Dataset } from './types.ts';

/** What the caller asks beyond the manifest. */
export interface OpenOptions {
  /** Take more than 1,000 classes. */
  readonly manyClasses?: boolean;
  /** Accept a table file without a manifest; a manifest beside it is ignored. */
  readonly allowBareFile?: boolean;
  /** The label column, instead of the manifest's. */
  readonly label?: string;
  /** Threads for DuckDB; by default its own choice. */
  readonly threads?: number;
  readonly signal?: AbortSignal;
  /** Hears the share of a folder's files that is read, 0 to 1, while features are asked for. */
  readonly onProgress?: (fraction: number) => void;
  /** Hears that the machine runs `source.features.onnx` the slow way; by default it goes to stderr. */
  readonly onNotice?: (sentence: string) => void;
}

/** What every kind of dataset is told. */
interface Shared {
  readonly manyClasses: boolean;
  readonly threads: number | undefined;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ((fraction: number) => void) | undefined;
  readonly onNotice: ((sentence: string) => void) | undefined;
}

/**
 * Opens a dataset: a folder with a manifest, the manifest, or (when allowed) a bare table file.
 * Close it when done.
 * @throws HumanError for anything wrong with the data, UsageError for an unknown label column.
 */
export async function openDataset(path: string, options: OpenOptions = {}): Promise<Dataset> {
  const found = await locate(path, options.allowBareFile ?? false);
  const manyClasses = options.manyClasses ?? false;
  const { threads, signal, onProgress, onNotice } = options;
  const shared: Shared = { manyClasses, threads, signal, onProgress, onNotice };
  if (found.kind === 'file') {
    return openTable({
      ...shared,
      folder: dirname(found.path),
      name: basename(found.path),
      files: [found.path],
      manifest: { suggestFor: [basename(found.path)], label: options.label },
    });
  }
  return openManifest(found.path, options.label, shared);
}

async function openManifest(path: string, label: string | undefined, shared: Shared): Promise<Dataset> {
  const folder = dirname(path);
  const manifest = withLabel(await loadManifest(path), label);
  const { kind, files: patterns, features } = manifest.source;
  const files = (await expandFiles(folder, patterns)).filter(isSampleOf(manifest, basename(path)));
  if (files.length === 0) {
    throw new HumanError(
      `${path}: source.files matches no file (${patterns.join(', ')}); correct the names, which are relative to ${folder}.`,
    );
  }
  const request = { ...shared, folder, name: basename(folder), manifest };
  const dataset =
    kind === 'table'
      ? await openTable({
          ...request,
          files: files.map((file) => join(folder, file)),
          ...(label === undefined ? {} : { labelPlace: '--label' }),
        })
      : await (kind === 'images' ? openImages : openTexts)({ ...request, files });
  if (features?.onnx === undefined) return dataset;
  return embedDataset(dataset, { path: join(folder, features.onnx), output: features.output }, request);
}

/** Manifests, those of datasets in folders below too, and the truth file are about the samples: `**` does not mean them. */
const isSampleOf = ({ source }: Manifest, name: string) => {
  const truth = source.kind === 'table' ? undefined : source.truth;
  const isTruth = truth === undefined ? () => false : filePatterns([cleanPattern(truth)]).matches;
  return (file: string): boolean =>
    file !== name && posix.basename(file) !== manifestName && file !== truth && !isTruth(file);
};

/** Another label column is another question: the manifest's classes and kind of labels do not answer it. */
function withLabel(manifest: Manifest, label: string | undefined): Manifest {
  const { source, classes: _classes, ...rest } = manifest;
  if (label === undefined || (source.kind === 'table' && source.label === label)) return manifest;
  if (source.kind !== 'table') {
    throw new UsageError(
      `--label names a column of a table; the labels of ${source.kind} come from folders or source.truth.`,
    );
  }
  const { labels: _labels, ...table } = source;
  return { ...rest, source: { ...table, label } };
}
