import { fork, type ChildProcess } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { connect, type Connection } from '../protocol/channel.ts';
import type { Listeners, Port } from '../protocol/contract.ts';
import { ChannelError } from '../protocol/failure.ts';
import {
  trainerContract,
  trainerExitCodes,
  type Activity,
  type TrainerContract,
} from '../protocol/trainer.ts';
import type { TrainerLog } from './trainerState.ts';

export interface ChildOptions {
  /** The bundle to run, by the Node that runs this code: nobody needs a Node of their own. */
  readonly script: string;
  /** Limit of V8's heap in MiB; features are outside of it, on shared memory. */
  readonly memoryLimitMb: number | undefined;
  readonly log: TrainerLog;
  readonly onActivity: (activity: Activity) => void;
  /** What it has to say of the machine. */
  readonly onNotice: (sentence: string) => void;
  /** Any message at all: the process is alive. */
  readonly onMessage: () => void;
}

const secondsToLeave = 2;

/** One life of the training process, from fork to exit. */
export class TrainerChild {
  readonly connection: Connection<TrainerContract>;
  /** Resolves once, with the reason as a sentence, when the process is gone or could not be started. */
  readonly exited: Promise<string>;
  readonly #process: ChildProcess;
  readonly #born = performance.now();
  #killedBecause: string | undefined;

  constructor({ script, memoryLimitMb, log, onActivity, onNotice, onMessage }: ChildOptions) {
    this.#process = fork(script, [], {
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      execArgv: memoryLimitMb === undefined ? [] : [`--max-old-space-size=${memoryLimitMb}`],
    });
    eachLine(this.#process.stdout, (line) => log.info(line));
    eachLine(this.#process.stderr, (line) => log.warn(line));
    this.#process.on('message', onMessage);
    this.exited = new Promise((resolve) => {
      this.#process.once('exit', (code, signal) =>
        resolve(this.#killedBecause ?? exitReason(code, signal, memoryLimitMb)),
      );
      this.#process.on('error', (error) => {
        if (this.#process.pid === undefined) resolve(`The training process cannot run: ${error.message}.`);
        else log.warn(error.message);
      });
    });
    const warn = (problem: unknown): void => log.warn(String(problem));
    const listeners: Listeners<TrainerContract> = {
      heartbeat: onActivity,
      notice: ({ sentence }) => onNotice(sentence),
    };
    this.connection = connect(trainerContract, this.#port(log), listeners, warn);
  }

  get livedSeconds(): number {
    return (performance.now() - this.#born) / 1000;
  }

  /** Ends it at once; pending calls are rejected with the reason. */
  kill(reason: string): void {
    this.#killedBecause ??= reason;
    this.connection.close(reason);
    this.#process.kill('SIGKILL');
  }

  /** Asks it to end, and ends it when it does not within two seconds. */
  async stop(reason: string): Promise<void> {
    this.#killedBecause ??= reason;
    this.connection.close(reason);
    this.#process.kill('SIGTERM');
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), secondsToLeave * 1000);
    await this.exited;
    clearTimeout(timer);
  }

  #port(log: TrainerLog): Port {
    const child = this.#process;
    return {
      post(message) {
        if (!child.connected) throw new ChannelError('closed', 'The training process is gone.');
        child.send(message as object, (error) => {
          if (error) log.warn(`A message did not reach the training process: ${error.message}`);
        });
      },
      onMessage: (listener) => void child.on('message', listener),
      onClose: (listener) => void this.exited.then(listener),
    };
  }
}

function eachLine(stream: Readable | null, write: (line: string) => void): void {
  if (stream !== null) createInterface({ input: stream }).on('line', write);
}

const outOfMemory = (limitMb: number | undefined): string =>
  `The training process ran out of memory: it needed more than ${limitMb === undefined ? 'it may take' : `the ${limitMb.toLocaleString('en')} MB it may take`}. Raise the setting "labelScout.trainer.memoryLimitMb" or use less data; no label is lost.`;

/** V8 aborts when its heap is full; the kernel kills when the machine's memory is. */
function exitReason(code: number | null, signal: NodeJS.Signals | null, limitMb: number | undefined): string {
  if (code === trainerExitCodes.outOfMemory || code === 134 || signal === 'SIGABRT')
    return outOfMemory(limitMb);
  if (signal === 'SIGKILL')
    return 'The training process was killed, perhaps because the machine is short of memory.';
  return `The training process ended unexpectedly (${signal ?? `exit code ${code}`}).`;
}
