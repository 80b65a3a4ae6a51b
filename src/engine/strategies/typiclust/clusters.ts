import { checkCancelled } from '../../cancel.ts';
import { chooseBest } from '../../choose.ts';
import { kMeans } from '../../geometry/kMeans.ts';
import { gatherTable } from '../../geometry/rowTable.ts';
import { typicalities } from '../../geometry/typicality.ts';
import type { Round } from '../../types.ts';

/** The authors' greatest number of clusters. */
const mostClusters = 500;
/** Clusters with fewer members hold outliers, and are left out as long as there are others; the authors' number. */
const fewestMembers = 5;
/** Members of a cluster that are compared with each other; they speak for the others. */
export const comparedMembers = 1000;
/** Rows that are clustered; a random sample of a larger pool, besides all labeled rows. */
const clusteredRows = 100_000;

/** A cluster of the data. */
export interface Cluster {
  /** Its candidates, as places in `round.candidates`. */
  readonly members: Int32Array;
  /** Labeled rows in it. */
  readonly labeled: number;
}

/** A candidate and how typical it is of its cluster. */
export interface TypicalMember {
  readonly place: number;
  readonly typicality: number;
}

/** The data in clusters, those with the fewest labels first, and of these the largest first. */
export class TypicalClusters {
  readonly ordered: readonly Cluster[];
  readonly #round: Round;
  readonly #members = new Map<Cluster, readonly TypicalMember[]>();

  constructor(round: Round, clusters: number) {
    this.#round = round;
    this.ordered = orderClusters(clusterRows(round, Math.min(clusters, mostClusters)));
  }

  /** The compared members of a cluster, the most typical first. */
  membersOf(cluster: Cluster): readonly TypicalMember[] {
    const known = this.#members.get(cluster) ?? this.#compare(cluster);
    this.#members.set(cluster, known);
    return known;
  }

  #compare({ members }: Cluster): readonly TypicalMember[] {
    const { candidates, training, rng, signal } = this.#round;
    checkCancelled(signal);
    const rows = members.map((place) => candidates[place]!);
    const compared = drawPlaces(rows, comparedMembers, rng.fork('compared'));
    const table = gatherTable(
      training.features,
      compared.map((index) => rows[index]!),
    );
    const typicality = typicalities(table);
    const order = chooseBest(
      typicality,
      compared.map((index) => rows[index]!),
      compared.length,
      rng.fork('equals'),
    );
    return Array.from(order, (index) => ({
      place: members[compared[index]!]!,
      typicality: typicality[index]!,
    }));
  }
}

/** Some of the rows at random, as places, whatever order they come in. */
const drawPlaces = (rows: Int32Array, count: number, rng: Round['rng']): Int32Array =>
  chooseBest(new Float64Array(rows.length), rows, count, rng);

function clusterRows(round: Round, clusters: number): readonly Cluster[] {
  const { candidates, training, rng, signal } = round;
  // In the order of the rows, so that the order of the candidates does not matter.
  const places = drawPlaces(candidates, clusteredRows, rng.fork('clustered')).sort(
    (a, b) => candidates[a]! - candidates[b]!,
  );
  const known = training.rows.slice().sort();
  const rows = Int32Array.from([...known, ...places.map((place) => candidates[place]!)]);
  const clusterOf = kMeans(gatherTable(training.features, rows), clusters, rng.fork('clusters'), signal);
  const members = Array.from({ length: clusters }, (): number[] => []);
  const labeled = new Int32Array(clusters);
  for (const [index, cluster] of clusterOf.entries()) {
    if (index < known.length) labeled[cluster]! += 1;
    else members[cluster]!.push(places[index - known.length]!);
  }
  return members.map((own, cluster) => ({ members: Int32Array.from(own), labeled: labeled[cluster]! }));
}

function orderClusters(clusters: readonly Cluster[]): readonly Cluster[] {
  const inhabited = clusters.filter(({ members }) => members.length > 0);
  const large = inhabited.filter(({ members, labeled }) => members.length + labeled > fewestMembers);
  const small = inhabited.filter(({ members, labeled }) => members.length + labeled <= fewestMembers);
  const before = (a: Cluster, b: Cluster): number =>
    a.labeled - b.labeled || b.members.length + b.labeled - a.members.length - a.labeled;
  return [...large.toSorted(before), ...small.toSorted(before)];
}
