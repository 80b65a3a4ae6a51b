/** Where names of persons come from. Each may fail or know none; then the next is asked. */
export interface NameSources {
  /** `git config user.name` as seen from the dataset's folder. */
  git(): Promise<string>;
  /** The account of the operating system. */
  account(): string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Who writes a journal entry: the name given (`--by`, the setting `annotator`), else git's, else the account's.
 * @returns never an empty name: `unknown` where nothing knows one.
 */
export async function findAnnotator(given: string | undefined, sources: NameSources): Promise<string> {
  const { environment } = sources;
  const names = [
    () => given,
    () => sources.git(),
    () => sources.account(),
    () => environment['USER'],
    () => environment['USERNAME'],
  ];
  for (const name of names) {
    const found = await nameOrNone(name);
    if (found !== '') return found;
  }
  return 'unknown';
}

type Ask = () => string | undefined | Promise<string | undefined>;

async function nameOrNone(ask: Ask): Promise<string> {
  try {
    return ((await ask()) ?? '').trim();
  } catch {
    return '';
  }
}
