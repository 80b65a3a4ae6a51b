import { UsageError } from '../engine/errors.ts';
import { findModelFacts } from '../engine/modelFacts.ts';
import { resolveSettings, type Settings } from '../engine/settings.ts';
import { pictureRefusal } from '../engine/suitability.ts';
import { featureKindOf } from '../protocol/featureKind.ts';
import { holdsPictures, type Manifest } from '../protocol/manifest.ts';
import { didYouMean } from '../engine/nearest.ts';
import type { SharedFlags } from './options.ts';

/**
 * Settings of a command: flag over manifest over default.
 * @throws UsageError for an unknown or unsuitable value, naming it and what is possible.
 */
export function settingsOf(manifest: Manifest, flags: SharedFlags): Settings {
  const settings = resolveSettings({
    flags: {
      strategy: flags.strategy,
      model: flags.model,
      metric: flags.metric,
      batchSize: flags.batch,
      testShare: flags.testShare,
      seed: flags.seed,
    },
    assignments: flags.option ?? [],
    manifest,
    featureKind: featureKindOf(manifest),
  });
  const refusal = pictureRefusal(findModelFacts(settings.model), holdsPictures(manifest));
  if (refusal !== null) throw new UsageError(refusal);
  return settings;
}

/**
 * The class counted as positive: the one named by `--positive`, else the second.
 * @throws UsageError when there is no such class.
 */
export function positiveClassOf(classes: readonly string[], flags: Pick<SharedFlags, 'positive'>): number {
  if (flags.positive === undefined) return Math.min(1, classes.length - 1);
  const index = classes.indexOf(flags.positive);
  if (index >= 0) return index;
  throw new UsageError(
    `--positive names the class "${flags.positive}", which is not known; the classes are ${classes.slice(0, 20).join(', ')}.${didYouMean(flags.positive, classes)}`,
  );
}
