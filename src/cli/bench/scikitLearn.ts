import { Python } from './python.ts';
import { scikitLearnScript } from './scikitLearnScript.ts';

/** A Python process that fits and predicts with scikit-learn and tells how long each took. */
export class ScikitLearn {
  readonly #python: Python;

  private constructor(python: Python) {
    this.#python = python;
  }

  /** Starts the first Python that can import scikit-learn; undefined when none can. */
  static async find(): Promise<ScikitLearn | undefined> {
    const python = await Python.find('scikit-learn', scikitLearnScript);
    return python && new ScikitLearn(python);
  }

  get version(): string {
    return this.#python.version;
  }

  /** Reads a row-major table of float32 values from a file. */
  async load(name: string, path: string, rows: number, columns: number): Promise<void> {
    await this.#python.ask({ operation: 'load', name, path, rows, columns });
  }

  /** Forgets all tables. */
  async forget(): Promise<void> {
    await this.#python.ask({ operation: 'forget' });
  }

  /** Seconds of a fit on loaded tables. @param options arguments of scikit-learn's constructor, or of the kernel. */
  fit(
    kind: 'classifier' | 'regressor' | 'boosting' | 'gaussian-process',
    rows: string,
    answers: string,
    options: Readonly<Record<string, unknown>>,
  ): Promise<number> {
    return this.#python.ask({ operation: 'fit', kind, rows, answers, options });
  }

  /** Seconds of `predict_proba` by the model fitted last. */
  predict(rows: string, threads: number): Promise<number> {
    return this.#python.ask({ operation: 'predict', rows, threads });
  }

  /**
   * Seconds of one LAL query on loaded tables, with the regressor fitted last.
   * @param repeats how many times larger the regressor is taken to be.
   */
  lal(rows: string, labels: string, pool: string, threads: number, repeats: number): Promise<number> {
    return this.#python.ask({ operation: 'lal', rows, labels, pool, threads, repeats });
  }

  close(): void {
    this.#python.close();
  }
}
