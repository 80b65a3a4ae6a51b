// Finds a Chrome or Chromium for the tests, or obtains one.
import { execFileSync } from 'node:child_process';
import { accessSync, chmodSync, constants, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { installOnce } from './cache.mjs';
import { npm } from './npm.mjs';

const chromiumVersion = '147.0.0';

/** Where Chrome and Chromium are usually installed. */
const usualPlaces = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
    .filter((variable) => process.env[variable])
    .map((variable) => join(process.env[variable], 'Google/Chrome/Application/chrome.exe')),
  linux: ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser'].flatMap((name) =>
    (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name)),
  ),
};

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Whether the browser starts at all: a missing system library shows here. */
function starts(executablePath, env) {
  try {
    execFileSync(executablePath, ['--version'], { env, stdio: 'ignore', timeout: 30_000 });
    return true;
  } catch {
    return false;
  }
}

/** On Linux `chromium-browser` may be a script that only says where to get one. (On Windows a browser shows no version.) */
const isBrowser = (path) => isExecutable(path) && (process.platform !== 'linux' || starts(path, process.env));

const unpack = (file) => brotliDecompressSync(readFileSync(file));

/** npm's `@sparticuz/chromium` carries a headless Linux browser inside the package: no other download. */
async function installChromium(folder) {
  console.log(`installing Chromium (@sparticuz/chromium ${chromiumVersion}) into the user's cache, once …`);
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  await npm(['install', '--ignore-scripts', '--omit=optional', `@sparticuz/chromium@${chromiumVersion}`], {
    cwd: folder,
  });
  const packed = join(folder, 'node_modules/@sparticuz/chromium/bin');
  writeFileSync(join(folder, 'chromium'), unpack(join(packed, 'chromium.br')));
  chmodSync(join(folder, 'chromium'), 0o755);
  // The libraries (NSS, NSPR, expat) that a bare system lacks.
  const libraries = join(folder, 'libraries');
  mkdirSync(libraries);
  execFileSync('tar', ['-x', '-C', libraries], { input: unpack(join(packed, 'al2023.tar.br')) });
  rmSync(join(folder, 'node_modules'), { recursive: true });
}

async function cachedChromium() {
  const folder = await installOnce(`chromium-${chromiumVersion}-linux-x64`, installChromium);
  const executablePath = join(folder, 'chromium');
  if (starts(executablePath, process.env)) return { executablePath, env: process.env };
  const env = { ...process.env, LD_LIBRARY_PATH: join(folder, 'libraries/lib') };
  return starts(executablePath, env) ? { executablePath, env } : undefined;
}

/** Debian's package, where we may install it. */
function debianChromium() {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || !isExecutable('/usr/bin/apt-get')) return undefined;
  console.log("installing Debian's chromium …");
  execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
  execFileSync('apt-get', ['install', '-y', '-qq', 'chromium'], { stdio: 'inherit' });
  return { executablePath: '/usr/bin/chromium', env: process.env };
}

/**
 * Returns `{ executablePath, env }` of a browser: `CHROME_PATH`, an installed one, or one fetched once.
 * @throws when there is none and none can be had.
 */
export async function ensureBrowser() {
  const chosen = process.env['CHROME_PATH'] || undefined; // set to nothing counts as not set
  if (chosen && !isExecutable(chosen))
    throw new Error(`CHROME_PATH names ${chosen}, which cannot be executed.`);
  const installed = chosen ?? (usualPlaces[process.platform] ?? []).find(isBrowser);
  if (installed) return { executablePath: installed, env: process.env };
  const hasPackage = process.platform === 'linux' && process.arch === 'x64';
  const fetched = (hasPackage && (await cachedChromium())) || debianChromium();
  if (fetched) return fetched;
  throw new Error('No Chrome or Chromium was found: install one, or name it in the variable CHROME_PATH.');
}

/** Chromium's switches for tests: no sandbox (containers), no traffic but to this machine. */
export const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];
