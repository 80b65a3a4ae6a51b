import { findById } from '../registry.ts';
import type { Strategy } from '../types.ts';
import { albe } from './albe.ts';
import { badge } from './badge.ts';
import { committee } from './committee.ts';
import { coreset } from './coreset.ts';
import { density } from './density.ts';
import { hybrid } from './hybrid.ts';
import { kapoor } from './kapoor.ts';
import { igradvDs } from './igradvDs.ts';
import { igradvLd } from './igradvLd.ts';
import { igradvRds } from './igradvRds.ts';
import { igradvRld } from './igradvRld.ts';
import { lalIndependent } from './lalIndependent.ts';
import { lalIndependentNd } from './lalIndependentNd.ts';
import { lalIterative } from './lalIterative.ts';
import { lalWarmStart } from './lalWarmStart.ts';
import { leastConfident } from './leastConfident.ts';
import { margin } from './margin.ts';
import { quire } from './quire.ts';
import { random } from './random.ts';
import { typiclust } from './typiclust.ts';
import { uncertainty } from './uncertainty.ts';

/** Every query strategy there is. Adding one is a file here and a line below. */
export const strategies = [
  margin,
  uncertainty,
  leastConfident,
  random,
  hybrid,
  committee,
  density,
  typiclust,
  coreset,
  badge,
  kapoor,
  quire,
  albe,
  lalIndependent,
  lalIterative,
  lalIndependentNd,
  lalWarmStart,
  igradvDs,
  igradvRds,
  igradvLd,
  igradvRld,
] as const satisfies readonly Strategy[];

/** @throws UsageError naming the known strategies, and where the unknown id was found. */
export const findStrategy = (id: string, place?: string): Strategy =>
  findById<Strategy>(strategies, 'strategy', id, place);
