import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';
import { HumanError } from '../../engine/errors.ts';

/** Where packages may be installed: a chosen Python first, then Debian's, which a version manager can hide. */
const pythons = ['python3', '/usr/bin/python3'];

export type PythonRequest = { readonly operation: string } & Readonly<Record<string, unknown>>;

/** A Python process that reads one JSON request a line and answers each with its seconds. */
export class Python {
  readonly version: string;
  readonly #name: string;
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #answers: AsyncIterator<string>;

  private constructor(
    name: string,
    process: ChildProcessWithoutNullStreams,
    answers: AsyncIterator<string>,
    version: string,
  ) {
    this.#name = name;
    this.#process = process;
    this.#answers = answers;
    this.version = version;
  }

  /**
   * Starts the script with the first Python that has what it imports; undefined when none has.
   * @param name of the rival, for sentences.
   */
  static async find(name: string, script: string): Promise<Python | undefined> {
    for (const python of pythons) {
      const process = spawn(python, ['-c', script]);
      process.on('error', () => undefined);
      process.stdin.on('error', () => undefined);
      const lines: Interface = createInterface({ input: process.stdout });
      const answers = lines[Symbol.asyncIterator]();
      const first = await answers.next();
      if (first.done) continue;
      const { version } = JSON.parse(first.value) as { readonly version: string };
      return new Python(name, process, answers, version);
    }
    return undefined;
  }

  /** Seconds of an operation. */
  async ask(request: PythonRequest): Promise<number> {
    this.#process.stdin.write(`${JSON.stringify(request)}\n`);
    const answer = await this.#answers.next();
    if (answer.done) {
      throw new HumanError(
        `${this.#name} stopped during "${request.operation}", perhaps for want of memory; run fewer benchmarks at once by naming them.`,
      );
    }
    return (JSON.parse(answer.value) as { readonly seconds: number }).seconds;
  }

  close(): void {
    this.#process.kill();
  }
}
