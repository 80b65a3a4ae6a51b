import { parseArgs } from 'node:util';

/** Arguments that all experiments take. */
export function readArguments(defaultRepeats: number) {
  const { values } = parseArgs({
    options: {
      repeats: { type: 'string', default: String(defaultRepeats) },
      seed: { type: 'string', default: '1' },
      data: { type: 'string' },
      tasks: { type: 'string' },
      regressors: { type: 'string' },
    },
  });
  return {
    repeats: Number(values.repeats),
    seed: Number(values.seed),
    /** Folder with data that does not come with the project. */
    data: values.data,
    /** Folder with LAL regressors that are not shipped. */
    regressors: values.regressors,
    /** Whether a task was asked for; all are unless `--tasks` names some. */
    wants: (id: string): boolean => values.tasks === undefined || values.tasks.split(',').includes(id),
  };
}
