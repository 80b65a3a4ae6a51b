import { curveCounts, enoughTests, holds, pointOf, type CurvePoint, type WantedPoint } from '../curve.ts';
import { findModelFacts } from '../modelFacts.ts';
import type { RoundRequest, RoundResult } from '../learner/types.ts';
import { Fingerprint } from './fingerprint.ts';
import { requestOver } from './plannedRound.ts';
import { testRows, trainingRows, type Situation } from './situation.ts';

/** One point to measure. */
export interface Measurement {
  readonly wanted: WantedPoint;
  readonly request: RoundRequest;
}

/**
 * The live curve: training labels replayed in the order in which they were given, measured on all held-out labels
 * there are now. Points that still hold are kept, from the last session too.
 */
export class CurveKeeper {
  #points: readonly CurvePoint[];
  /** Points without a value, such as those before two classes are known: not tried again. */
  readonly #empty = new Set<string>();

  constructor(kept: readonly CurvePoint[]) {
    this.#points = kept;
  }

  /** By number of labels; the same array until something changes. */
  get points(): readonly CurvePoint[] {
    return this.#points;
  }

  /** Drops the points of labels that are no longer there. */
  follow(situation: Situation): void {
    const wanted = new Map(wantedPoints(situation).map((point) => [point.labels, point]));
    const kept = this.#points.filter(({ labels, key }) => wanted.get(labels)?.key === key);
    if (kept.length < this.#points.length) this.#points = kept;
  }

  /** What to measure next, the newest point first; null when the curve is up to date. */
  due(situation: Situation): Measurement | null {
    const measured = new Map(this.#points.map((point) => [point.labels, point]));
    const { outOfBag } = findModelFacts(situation.settings.model);
    const wanted = wantedPoints(situation).findLast(
      (point) =>
        // A model without an out-of-bag accuracy would be trained for nothing.
        (point.tests >= enoughTests || outOfBag === true) &&
        !holds(measured.get(point.labels), point) &&
        !this.#empty.has(nameOf(point)),
    );
    if (!wanted) return null;
    const request = requestOver(situation, trainingRows(situation).slice(0, wanted.labels));
    if (wanted.tests < enoughTests) return { wanted, request };
    const rows = testRows(situation).toSorted();
    const labels = rows.map((row) => situation.progress.labels[row]!);
    return { wanted, request: { ...request, testRows: rows, testLabels: labels } };
  }

  take({ wanted, request }: Measurement, result: RoundResult): void {
    const point = pointOf(wanted, request.metric, result);
    const others = this.#points.filter(({ labels }) => labels !== wanted.labels);
    if (point === null) this.#empty.add(nameOf(wanted));
    this.#points = [...others, ...(point ? [point] : [])].sort((a, b) => a.labels - b.labels);
  }

  /** Gives up on a point that cannot be measured. */
  abandon({ wanted }: Measurement): void {
    this.#empty.add(nameOf(wanted));
  }
}

const nameOf = ({ labels, key, tests }: WantedPoint): string => `${labels} ${key} ${tests}`;

function wantedPoints(situation: Situation): readonly WantedPoint[] {
  const { progress, settings } = situation;
  const rows = trainingRows(situation);
  const tests = testRows(situation).length;
  const how = JSON.stringify([
    settings.model,
    settings.modelOptions,
    settings.metric,
    settings.seed,
    settings.testShare,
  ]);
  const counts = curveCounts(rows.length);
  const print = new Fingerprint();
  let next = 0;
  return counts.map((labels) => {
    for (; next < labels; next++) print.add(rows[next]!, progress.labels[rows[next]!]!);
    return { labels, key: `${print.toString()} ${how}`, tests, newest: labels === counts.at(-1) };
  });
}
