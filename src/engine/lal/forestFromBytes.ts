import { HumanError } from '../errors.ts';
import type { Forest } from '../forest/types.ts';
import { ByteReader } from './byteReader.ts';
import { isLeaf, leafSteps } from './forestToBytes.ts';

/** What the bytes hold, before the trees are put together. */
interface Parts {
  /** Thresholds of each column. */
  readonly tables: readonly Float32Array[];
  /** Column of each node, or `isLeaf`. */
  readonly codes: Uint8Array;
  /** Place of each inner node's threshold. */
  readonly places: Uint16Array;
  /** Value of each leaf, in steps. */
  readonly steps: Uint16Array;
}

/**
 * Reads what `forestToBytes` wrote. Importances and the out-of-bag score are not known any more.
 * @throws HumanError where the bytes contradict themselves; whoever knows the file says which it is.
 */
export function forestFromBytes(bytes: Uint8Array): Forest {
  const reader = new ByteReader(bytes);
  const [trees = 0, columns = 0] = reader.u32(2);
  const roots = startsOf(reader.u32(trees));
  const tables = Array.from({ length: columns }, () => reader.f32(reader.u32(1)[0] ?? 0));
  const codes = reader.u8(roots[trees]!);
  const leaves = countLeaves(codes);
  const parts = {
    tables,
    codes,
    places: reader.u16Planes(codes.length - leaves),
    steps: reader.u16Planes(leaves),
  };
  if (!reader.atEnd) throw contradiction();
  return {
    trees,
    columns,
    roots,
    outputs: 1,
    pureLeaves: false,
    ...joinTrees(parts, roots),
    importances: new Float64Array(columns),
    outOfBagScore: NaN,
  };
}

function countLeaves(codes: Uint8Array): number {
  let leaves = 0;
  for (let node = 0; node < codes.length; node++) if (codes[node] === isLeaf) leaves++;
  return leaves;
}

/** Where each of some consecutive pieces starts, and where the last ends. */
function startsOf(sizes: readonly number[]): Int32Array {
  const starts = new Int32Array(sizes.length + 1);
  sizes.forEach((size, index) => (starts[index + 1] = starts[index]! + size));
  return starts;
}

type Nodes = Pick<Forest, 'feature' | 'threshold' | 'left' | 'value' | 'depths'>;

/** Names the children: breadth first, the children of a tree's inner nodes follow its root two by two. */
function joinTrees(parts: Parts, roots: Int32Array): Nodes {
  const nodes = parts.codes.length;
  const joined = {
    feature: new Int32Array(nodes),
    threshold: new Float32Array(nodes),
    left: new Int32Array(nodes),
    value: new Float32Array(nodes),
  };
  const values = nodeValues(parts);
  const depths = new Int32Array(roots.length - 1);
  for (let tree = 0; tree < depths.length; tree++) {
    let child = roots[tree]! + 1;
    let endOfLevel = child;
    for (let node = roots[tree]!; node < roots[tree + 1]!; node++) {
      if (node === endOfLevel) {
        depths[tree]!++;
        endOfLevel = child;
      }
      if (child <= node) throw contradiction();
      if (parts.codes[node] === isLeaf) {
        joined.feature[node] = -1;
        joined.value[node] = values[node]!;
        continue;
      }
      joined.feature[node] = parts.codes[node]!;
      joined.threshold[node] = values[node]!;
      joined.left[node] = child;
      child += 2;
    }
    if (child !== roots[tree + 1]) throw contradiction();
  }
  return { ...joined, depths };
}

/** Threshold of each inner node, mean target of each leaf. */
function nodeValues({ tables, codes, places, steps }: Parts): Float32Array {
  const values = new Float32Array(codes.length);
  let inner = 0;
  let leaf = 0;
  for (let node = 0; node < codes.length; node++) {
    const code = codes[node]!;
    if (code === isLeaf) {
      values[node] = ((steps[leaf++]! << 16) >> 16) / leafSteps;
      continue;
    }
    const threshold = tables[code]?.[places[inner++]!];
    if (threshold === undefined) throw contradiction();
    values[node] = threshold;
  }
  return values;
}

const contradiction = (): HumanError => new HumanError('The trees do not fit together.');
