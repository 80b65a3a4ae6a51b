// Packs label-scout-<platform>.vsix: a production build with the native packages of this platform.
// Everything is put together in a folder of its own, so the working tree keeps its development build.
import { createVSIX } from '@vscode/vsce';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib/root.mjs';
import { stageNatives } from './lib/natives.mjs';
import { run } from './lib/run.mjs';
import { vsixPath, vsixTarget } from './lib/vsix.mjs';
import './build-samples.mjs';
import './lib/plainFailure.mjs';

const stage = join(root, 'out/package');
const copied = ['media', 'l10n', 'CHANGELOG.md', 'LICENSE', '.vscodeignore', 'package.nls.json'];

const developersOnly = ['scripts', 'dependencies', 'devDependencies', 'private', 'bin'];

/** The manifest without what only the project's developers use. */
function writeManifest() {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const packaged = Object.entries(manifest).filter(([field]) => !developersOnly.includes(field));
  writeFileSync(join(stage, 'package.json'), JSON.stringify(Object.fromEntries(packaged), null, 2));
}

/** The README without its picture: the page of an extension shows only those that a web server has. */
function writeReadme() {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  writeFileSync(join(stage, 'README.md'), readme.replaceAll(/^!\[.*\n\n/gmu, ''));
}

rmSync(stage, { recursive: true, force: true });
mkdirSync(stage, { recursive: true });
for (const name of copied.filter((path) => existsSync(join(root, path)))) {
  cpSync(join(root, name), join(stage, name), { recursive: true });
}
writeManifest();
writeReadme();
await run(process.execPath, [join(root, 'scripts/build.mjs'), '--production', '--into', stage]);
stageNatives(join(stage, 'dist/node_modules'));
await createVSIX({
  cwd: stage,
  packagePath: vsixPath,
  target: vsixTarget,
  dependencies: false,
  allowMissingRepository: true,
});
