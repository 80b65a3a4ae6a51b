import { UsageError } from '../../engine/errors.ts';
import { publishedSizes, type CloudSizes } from '../../engine/lal/gaussianClouds.ts';
import { publishedPlan, type CollectionPlan } from '../../engine/lal/plan.ts';
import { otherRows } from '../../engine/lal/taskSource.ts';
import { warmStartPlan } from '../../engine/lal/warmStart.ts';
import type { CellTask } from '../../runtime/lal/cellTask.ts';
import type { SeededFlags } from './flags.ts';
import type { DimensionRange } from './ranges.ts';
import { openSample } from './sample.ts';

/** Test points per point where there are many dimensions: drawing them would take longer than all else. */
const fewerTests = 2;

/** As published in two dimensions; with more, fewer test points. */
const cloudsOf = (range: DimensionRange | undefined): CloudSizes =>
  range === undefined ? publishedSizes : { ...publishedSizes, testRatio: fewerTests, ...range };

/** Flags that were given, over what is usual for the task. */
function planOf(
  usual: CollectionPlan,
  { model, mode, seed, datasets, tau, candidates, loss }: SeededFlags,
): CollectionPlan {
  const given = { ...(model === 'forest' ? {} : { model }), mode, seed, ...tau, candidates, loss };
  const plan = { ...usual, ...given, datasets: datasets ?? usual.datasets };
  if (mode === 'iterative' && plan.fewestLabels !== 2)
    throw new UsageError('--mode iterative grows its labeled sets from 2 labels: begin --tau with 2.');
  return plan;
}

/**
 * What is to be computed: from clouds, or from the labels of a dataset.
 * @throws UsageError for flags that do not go together, or ask for more than the dataset has.
 */
export async function taskOf(target: string | undefined, flags: SeededFlags): Promise<CellTask> {
  if (target === undefined) {
    const clouds = cloudsOf(flags.dimensions);
    return { plan: planOf({ ...publishedPlan, mode: flags.mode, seed: flags.seed, clouds }, flags) };
  }
  if (flags.model !== 'forest')
    throw new UsageError(
      `--model ${flags.model} learns from synthetic data only: add --synthetic in place of ${target}.`,
    );
  const sample = await openSample(target, flags);
  const plan = planOf(warmStartPlan(sample, flags.seed, flags.candidates), flags);
  const mostLabels = otherRows(sample) - plan.candidates;
  if (plan.mostLabels > mostLabels)
    throw new UsageError(
      `--tau ${plan.fewestLabels}:${plan.mostLabels} asks for more than the ${mostLabels} labels that half of ${sample.labels.length} rows leave besides ${plan.candidates} candidates.`,
    );
  return { plan, sample };
}
