export interface Browser {
  readonly executablePath: string;
  readonly env: Record<string, string | undefined>;
}
export function ensureBrowser(): Promise<Browser>;
/** Chromium's switches for tests: no sandbox (containers), no traffic but to this machine. */
export const browserArguments: readonly string[];
