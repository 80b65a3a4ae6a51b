import { chromium, type Browser } from 'playwright-core';
import { browserArguments, ensureBrowser } from '../../scripts/lib/browser.mjs';

/** Starts a browser that reaches nothing but this machine. */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, env } = await ensureBrowser();
  const isSet = (entry: [string, string | undefined]): entry is [string, string] => entry[1] !== undefined;
  return await chromium.launch({
    executablePath,
    args: [...browserArguments],
    env: Object.fromEntries(Object.entries(env).filter(isSet)),
  });
}
