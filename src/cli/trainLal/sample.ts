import { dirname } from 'node:path';
import { makeCache } from '../../runtime/cacheFolder.ts';
import type { Dataset } from '../../data/types.ts';
import { locate } from '../../data/locate.ts';
import { loadManifest } from '../../data/manifestFile.ts';
import type { LabeledSample } from '../../engine/lal/taskSource.ts';
import { fewestForWarmStart, sampleForWarmStart } from '../../engine/lal/warmStart.ts';
import { defaultSettings } from '../../engine/defaultSettings.ts';
import { labelsToLearnFrom } from '../../engine/session/labelsToLearnFrom.ts';
import { ownRegressorPath } from '../../runtime/ownRegressor.ts';
import { openWorkshop } from '../machine.ts';
import type { SharedFlags } from '../options.ts';
import { readFeatures } from '../readFeatures.ts';
import { settingsOf } from '../settings.ts';
import { openLabeled } from '../simulate/truth.ts';
import { openWorkspace } from '../workspace.ts';

export interface SampleFlags extends Pick<SharedFlags, 'manyClasses'> {
  readonly label?: string;
  readonly seed: number;
}

const hasManifest = async (target: string): Promise<boolean> => (await locate(target, true)).kind !== 'file';

/** Where the strategy of a dataset lies; undefined for a bare file, beside which nothing is written. */
export async function ownPlace(target: string): Promise<string | undefined> {
  if (!(await hasManifest(target))) return undefined;
  const folder = dirname((await locate(target, true)).path);
  await makeCache(folder);
  return ownRegressorPath(folder);
}

/** The seed a dataset is labeled with: another one would hold out other samples, and learn from those it measures on. */
export async function seedOf(target: string): Promise<number> {
  const { kind, path } = await locate(target, true);
  return (kind === 'manifest' ? (await loadManifest(path)).seed : undefined) ?? defaultSettings.seed;
}

/**
 * The labeled rows to learn from: those of the journal and, where these are too few, those that came with the data.
 * @throws HumanError for too few of them, or of one class.
 */
export async function openSample(target: string, flags: SampleFlags): Promise<LabeledSample> {
  if (flags.label === undefined && (await hasManifest(target))) {
    const { dataset, journal } = await openWorkspace(target, flags);
    const known = labelsToLearnFrom(dataset, journal.state, settingsOf(dataset.manifest, flags));
    if (known.rows.length >= fewestForWarmStart) {
      return sampleOf(dataset, { ...known, classCount: dataset.classes.length }, flags.seed);
    }
  }
  const { dataset, truth, classes } = await openLabeled(target, flags);
  const rows = Int32Array.from(truth.keys()).filter((row) => truth[row]! >= 0);
  const labels = rows.map((row) => truth[row]!);
  return sampleOf(dataset, { rows, labels, classCount: classes.length }, flags.seed);
}

interface KnownLabels {
  readonly rows: Int32Array;
  readonly labels: Int32Array;
  readonly classCount: number;
}

async function sampleOf(
  dataset: Dataset,
  { rows, labels, classCount }: KnownLabels,
  seed: number,
): Promise<LabeledSample> {
  const workshop = openWorkshop();
  try {
    const features = await readFeatures(dataset, workshop.allocate);
    return sampleForWarmStart(features, rows, labels, classCount, seed);
  } finally {
    workshop.close();
  }
}
