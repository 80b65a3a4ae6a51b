import type { CurvePoint } from '../engine/curve.ts';
import { readCurve, writeCurve } from '../engine/curveFile.ts';
import type { DatasetFiles } from '../engine/datasetFiles.ts';

/**
 * The learning curve kept between sessions, where the command line finds it too. Of changes in quick succession
 * only the last is written, and nothing fails: the curve can always be measured again.
 */
export class CurveFile {
  #written: readonly CurvePoint[] = [];
  #writing: Promise<unknown> = Promise.resolve();

  constructor(private readonly files: DatasetFiles) {}

  async read(): Promise<readonly CurvePoint[]> {
    return (this.#written = await readCurve(this.files));
  }

  /** Writes the curve where it differs from what is on disk. */
  keep(points: readonly CurvePoint[]): void {
    if (points === this.#written || points.length === 0) return;
    this.#written = points;
    this.#writing = this.#writing.then(() => this.#replace(points)).catch(() => undefined);
  }

  async #replace(points: readonly CurvePoint[]): Promise<void> {
    if (points === this.#written) await writeCurve(this.files, points, process.pid);
  }
}
