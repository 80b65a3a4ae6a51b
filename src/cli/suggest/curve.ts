import { neverCancelled } from '../../engine/cancel.ts';
import { readCurve, writeCurve } from '../../engine/curveFile.ts';
import type { Learner } from '../../engine/learner/types.ts';
import { CurveKeeper } from '../../engine/session/curveKeeper.ts';
import type { Situation } from '../../engine/session/situation.ts';
import { filesIn } from '../../runtime/filesIn.ts';

/** Seconds after which older points wait for the next time: a suggestion should not wait for history. */
const patience = 5;

/** Brings the kept learning curve up to date, the newest point first, and keeps it for `status` and the editor. */
export async function updateCurve(
  folder: string,
  situation: Situation,
  learner: Learner,
  positiveClass: number,
  now: () => number,
): Promise<void> {
  const files = filesIn(folder);
  const kept = await readCurve(files);
  const keeper = new CurveKeeper(kept);
  keeper.follow(situation);
  const started = now();
  for (let due = keeper.due(situation); due && now() - started < patience; due = keeper.due(situation)) {
    keeper.take(due, await learner.round({ ...due.request, positiveClass }, neverCancelled));
  }
  if (keeper.points !== kept) await writeCurve(files, keeper.points, process.pid);
}
