import { neverCancelled } from '../../engine/cancel.ts';
import { drawTestRow } from '../../engine/heldOut.ts';
import { planOf } from '../../engine/session/plan.ts';
import { unlabeled } from '../../engine/session/progress.ts';
import { trainingRows, type Situation } from '../../engine/session/situation.ts';
import { readStrategyState, rowsKey, writeStrategyState } from '../../engine/strategyStateFile.ts';
import type { Reason } from '../../engine/types.ts';
import type { Learner, RoundResult } from '../../engine/learner/types.ts';
import { filesIn } from '../../runtime/filesIn.ts';
import type { Workspace } from '../workspace.ts';

/** One sample `suggest` prints. */
export interface SuggestedSample {
  readonly id: string;
  readonly score: number;
  /** Null before two classes are labeled, and for samples that are not ranked. */
  readonly predicted: string | null;
  readonly probability: number | null;
  readonly why: Reason;
}

/** The document `suggest --json` prints. */
export interface Suggestion {
  readonly strategy: string;
  readonly model: string;
  /** Labels the model was trained on. */
  readonly round: number;
  readonly samples: readonly SuggestedSample[];
}

const rankedSamples = ({ dataset, classList }: Workspace, result: RoundResult): readonly SuggestedSample[] =>
  Array.from(result.rows, (row, index) => {
    const predicted = result.predicted[index]!;
    return {
      id: dataset.ids[row]!,
      score: result.scores[index]!,
      predicted: predicted < 0 ? null : classList.nameOf(predicted),
      probability: predicted < 0 ? null : result.probabilities[index]!,
      why: result.reasons[index] ?? { text: '' },
    };
  });

/** Samples nobody ranks: held-out ones in random order, then those skipped before. */
function unrankedSamples(
  { dataset }: Workspace,
  situation: Situation,
  count: number,
): readonly SuggestedSample[] {
  const { progress, heldOut, settings } = situation;
  const later = new Set(progress.skipped);
  const open = new Set(
    Array.from(heldOut.keys()).filter(
      (row) => heldOut[row] === 1 && progress.labels[row] === unlabeled && !later.has(row),
    ),
  );
  const samples: SuggestedSample[] = [];
  const add = (row: number, text: string): void => {
    samples.push({ id: dataset.ids[row]!, score: 0, predicted: null, probability: null, why: { text } });
  };
  while (samples.length < count) {
    const row = drawTestRow(open, progress.labeled.length, settings.seed);
    if (row === null) break;
    open.delete(row);
    add(row, 'Held out to measure the model: drawn at random, never learned from.');
  }
  for (const row of progress.skipped.slice(0, count - samples.length))
    add(row, 'Skipped before; nothing else is left.');
  return samples;
}

/** The next samples to label: the best ranked, and when these run out, the rest. */
export async function suggestSamples(
  workspace: Workspace,
  situation: Situation,
  learner: Learner,
  count: number,
): Promise<Suggestion> {
  const { strategy: id } = situation.settings;
  const owner = { strategy: id, rows: rowsKey(workspace.dataset.ids) };
  const files = filesIn(workspace.dataset.folder);
  const state = await readStrategyState(files, owner);
  const request = { ...planOf(situation).ranking.request(), count, state };
  const result = await learner.round(request, neverCancelled);
  // A folder that cannot be written costs what the strategy learned, not the answer.
  if (result.state !== undefined)
    await writeStrategyState(files, owner, result.state, process.pid).catch(() => undefined);
  const ranked = rankedSamples(workspace, result);
  const { strategy, model } = situation.settings;
  return {
    strategy,
    model,
    round: trainingRows(situation).length,
    samples: [...ranked, ...unrankedSamples(workspace, situation, count - ranked.length)],
  };
}
