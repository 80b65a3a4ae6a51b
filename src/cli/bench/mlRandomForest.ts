import { timed } from './measure.ts';

interface Classifier {
  train(rows: readonly number[][], labels: readonly number[]): void;
  predict(rows: readonly number[][]): number[];
}

interface Package {
  readonly RandomForestClassifier: new (options: Readonly<Record<string, unknown>>) => Classifier;
}

/** A development dependency: held in a variable, so that no bundle looks for it. */
const packageName: string = 'ml-random-forest';

/** The npm package that stands beside our classifier, where it is installed. */
export class MlRandomForest {
  readonly #package: Package;
  #forest: Classifier | undefined;

  private constructor(loaded: Package) {
    this.#package = loaded;
  }

  static async find(): Promise<MlRandomForest | undefined> {
    try {
      return new MlRandomForest((await import(packageName)) as Package);
    } catch {
      return undefined;
    }
  }

  /** Seconds of a fit of 50 trees with out-of-bag score. */
  fit(rows: readonly number[][], labels: readonly number[], maxFeatures: number): Promise<number> {
    const options = { seed: 1, nEstimators: 50, maxFeatures, replacement: false };
    this.#forest = new this.#package.RandomForestClassifier({
      ...options,
      useSampleBagging: true,
      noOOB: false,
    });
    return timed(() => this.#forest?.train(rows, labels));
  }

  /** Seconds of a prediction by the forest fitted last. */
  predict(rows: readonly number[][]): Promise<number> {
    return timed(() => this.#forest?.predict(rows));
  }
}
