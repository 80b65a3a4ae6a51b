import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';
import { HumanError } from '../../engine/errors.ts';
import { scikitLearnScript } from './scikitLearnScript.ts';

/** Where scikit-learn may be installed: a chosen Python first, then Debian's, which a version manager can hide. */
const pythons = ['python3', '/usr/bin/python3'];

type Request = { readonly operation: string } & Readonly<Record<string, unknown>>;

/** A Python process that fits and predicts with scikit-learn and tells how long each took. */
export class ScikitLearn {
  readonly version: string;
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #answers: AsyncIterator<string>;

  private constructor(
    process: ChildProcessWithoutNullStreams,
    answers: AsyncIterator<string>,
    version: string,
  ) {
    this.#process = process;
    this.#answers = answers;
    this.version = version;
  }

  /** Starts the first Python that can import scikit-learn; undefined when none can. */
  static async find(): Promise<ScikitLearn | undefined> {
    for (const python of pythons) {
      const process = spawn(python, ['-c', scikitLearnScript]);
      process.on('error', () => undefined);
      process.stdin.on('error', () => undefined);
      const lines: Interface = createInterface({ input: process.stdout });
      const answers = lines[Symbol.asyncIterator]();
      const first = await answers.next();
      if (first.done) continue;
      const { version } = JSON.parse(first.value) as { readonly version: string };
      return new ScikitLearn(process, answers, version);
    }
    return undefined;
  }

  /** Reads a row-major table of float32 values from a file. */
  async load(name: string, path: string, rows: number, columns: number): Promise<void> {
    await this.#ask({ operation: 'load', name, path, rows, columns });
  }

  /** Forgets all tables. */
  async forget(): Promise<void> {
    await this.#ask({ operation: 'forget' });
  }

  /** Seconds of a fit on loaded tables. @param options arguments of scikit-learn's constructor, or of the kernel. */
  fit(
    kind: 'classifier' | 'regressor' | 'gaussian-process',
    rows: string,
    answers: string,
    options: Readonly<Record<string, unknown>>,
  ): Promise<number> {
    return this.#ask({ operation: 'fit', kind, rows, answers, options });
  }

  /** Seconds of `predict_proba` by the model fitted last. */
  predict(rows: string, threads: number): Promise<number> {
    return this.#ask({ operation: 'predict', rows, threads });
  }

  /**
   * Seconds of one LAL query on loaded tables, with the regressor fitted last.
   * @param repeats how many times larger the regressor is taken to be.
   */
  lal(rows: string, labels: string, pool: string, threads: number, repeats: number): Promise<number> {
    return this.#ask({ operation: 'lal', rows, labels, pool, threads, repeats });
  }

  close(): void {
    this.#process.kill();
  }

  async #ask(request: Request): Promise<number> {
    this.#process.stdin.write(`${JSON.stringify(request)}\n`);
    const answer = await this.#answers.next();
    if (answer.done) {
      throw new HumanError(
        `scikit-learn stopped during "${request.operation}", perhaps for want of memory; run fewer benchmarks at once by naming them.`,
      );
    }
    return (JSON.parse(answer.value) as { readonly seconds: number }).seconds;
  }
}
