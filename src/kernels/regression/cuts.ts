// The search for the cut of a node that lowers the sum of squared errors most.
import { getI32, setI32 } from '../parts/arrays';
import { drawBelow } from '../parts/draws';
import { entryAt, isConstant, rankOf, slotOf } from './lists';
import { features, shuffled, slotMoment } from './table';

/** The best cut: the rows before bestAt in the list of bestFeature go left; sum and weight of their targets. */
export let bestFeature: i32 = -1;
export let bestAt: i32 = 0;
export let bestGain: f64 = 0;
export let bestSum: f64 = 0;
export let bestWeight: f64 = 0;

/**
 * Draws features until `maxFeatures` have been looked at and one of them varies, as scikit-learn does.
 * @param sum of the node's targets.
 */
export function findCut<Entry extends number>(begin: i32, end: i32, sum: f64, weight: f64, maxFeatures: i32, minLeaf: f64): void {
  bestFeature = -1;
  bestGain = -1;
  const total = f64x2.replace_lane(f64x2.splat(sum), 1, weight);
  let varying = 0;
  for (let seen = 0; seen < features && (seen < maxFeatures || varying == 0); seen++) {
    const drawn = seen + drawBelow(features - seen);
    const feature = getI32(shuffled, drawn);
    setI32(shuffled, drawn, getI32(shuffled, seen));
    setI32(shuffled, seen, feature);
    if (isConstant<Entry>(feature, begin, end)) continue;
    varying++;
    sweep<Entry>(feature, begin, end, total, minLeaf);
    // Two rows can be parted in one way only.
    if (end - begin == 2 && bestFeature >= 0) return;
  }
}

/** Tries every cut between unequal neighbors; the gain is the part of the squared error that cuts change. */
function sweep<Entry extends number>(feature: i32, begin: i32, end: i32, total: v128, minLeaf: f64): void {
  const moments = slotMoment;
  const stop = entryAt<Entry>(feature, end);
  let at = entryAt<Entry>(feature, begin);
  let entry = load<Entry>(at);
  let rank = rankOf<Entry>(entry);
  let left = v128.load(moments + (slotOf<Entry>(entry) << 4));
  let gain = bestGain;
  let cut: usize = 0;
  let cutLeft = left;
  for (at += sizeof<Entry>(); at < stop; at += sizeof<Entry>()) {
    entry = load<Entry>(at);
    const differs = rankOf<Entry>(entry) != rank;
    rank = rankOf<Entry>(entry);
    const right = f64x2.sub(total, left);
    const candidate = gainOf(left, right);
    // A gain is also computed between equal values, for a branch on equality would often be mispredicted.
    if (i32(differs) & i32(candidate > gain)) {
      if (weightOf(left) >= minLeaf && weightOf(right) >= minLeaf) {
        gain = candidate;
        cut = at;
        cutLeft = left;
      }
    }
    left = f64x2.add(left, v128.load(moments + (slotOf<Entry>(entry) << 4)));
  }
  if (cut == 0) return;
  bestGain = gain;
  bestFeature = feature;
  bestAt = <i32>((cut - entryAt<Entry>(feature, 0)) / sizeof<Entry>());
  bestSum = f64x2.extract_lane(cutLeft, 0);
  bestWeight = weightOf(cutLeft);
}

/** sum² / weight of both sides, added. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function gainOf(left: v128, right: v128): f64 {
  const sums = v128.shuffle<f64>(left, right, 0, 2);
  const weights = v128.shuffle<f64>(left, right, 1, 3);
  const parts = f64x2.div(f64x2.mul(sums, sums), weights);
  return f64x2.extract_lane(parts, 0) + f64x2.extract_lane(parts, 1);
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function weightOf(moment: v128): f64 {
  return f64x2.extract_lane(moment, 1);
}
