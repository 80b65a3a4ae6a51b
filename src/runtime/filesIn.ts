import * as fileSystem from 'node:fs/promises';
import * as paths from 'node:path';
import { DatasetFiles } from '../engine/datasetFiles.ts';

/** The manifest, journal and caches in a dataset's folder, and what else is written there: never through a link. */
export const filesIn = (folder: string): DatasetFiles => new DatasetFiles(fileSystem, paths, folder);
