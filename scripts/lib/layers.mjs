// The layers of docs/architecture.md as one ESLint rule: which folder may import which, and why not.
import { dirname, relative, resolve, sep } from 'node:path';
import { isBuiltin } from 'node:module';
import { root } from './root.mjs';

/**
 * folder: where the layer lives. layers: the other folders it may import (a folder or a file's stem).
 * except: folders inside those it may not. packages: the npm packages allowed ('*' = any).
 * node: whether it may name node's own modules. reason: the sentence a wrong import is answered with.
 */
export const layers = [
  {
    folder: 'src/protocol',
    layers: [],
    packages: ['valibot', 'birpc'],
    reason:
      'protocol is what both sides of a boundary know, so it imports nothing but the libraries that define it',
  },
  {
    folder: 'src/engine',
    layers: [],
    packages: [],
    reason: 'the engine is pure: what it needs of the machine arrives as an interface',
  },
  {
    folder: 'src/kernels',
    layers: [],
    packages: [],
    reason: 'kernels are compiled to WebAssembly and know nothing around them',
  },
  {
    folder: 'src/runtime',
    layers: ['src/engine'],
    packages: ['*'],
    node: true,
    reason: 'the runtime implements interfaces of the engine on Node, and knows nothing above it',
  },
  {
    folder: 'src/data',
    layers: [
      'src/engine',
      'src/runtime',
      'src/protocol/filePatterns',
      'src/protocol/manifest',
      'src/protocol/manifestIssue',
    ],
    packages: ['*'],
    node: true,
    reason: 'data reads datasets: it knows the engine, the runtime and the manifest',
  },
  {
    folder: 'src/trainer',
    layers: ['src/protocol', 'src/engine', 'src/runtime', 'src/data'],
    packages: ['*'],
    node: true,
    reason: 'the trainer is a process without VS Code',
  },
  {
    // package.json is where the version that `--version` prints stands.
    folder: 'src/cli',
    layers: ['src/protocol', 'src/engine', 'src/runtime', 'src/data', 'package.json'],
    packages: ['*'],
    node: true,
    reason: 'the command line runs without VS Code',
  },
  {
    folder: 'src/host',
    layers: ['src/protocol', 'src/engine'],
    except: ['src/engine/models', 'src/engine/forest', 'src/engine/network'],
    packages: ['*', 'vscode'],
    refuses: ['sharp', '@duckdb/node-api', 'onnxruntime-node', 'onnxruntime-web'],
    node: true,
    reason: 'the host runs the loop; models and native code run in the trainer',
  },
  {
    folder: 'webview',
    layers: ['src/protocol'],
    packages: ['*'],
    reason: 'the webview is a page: it knows the protocol and its widgets only',
  },
];

const within = (path, folder) => path === folder || path.startsWith(`${folder}/`) || path === `${folder}.ts`;
const projectPath = (path) => relative(root, path).split(sep).join('/');
const packageName = (name) => name.split('/', name.startsWith('@') ? 2 : 1).join('/');

/** The complaint about one import, or undefined where the layer allows it. */
export function refusal(layer, file, name) {
  if (name.startsWith('.')) {
    const target = projectPath(resolve(dirname(file), name));
    const allowed = within(target, layer.folder) || layer.layers.some((folder) => within(target, folder));
    const excepted = (layer.except ?? []).some((folder) => within(target, folder));
    return allowed && !excepted ? undefined : `${layer.folder} must not import ${target}: ${layer.reason}.`;
  }
  if (isBuiltin(name)) {
    return layer.node ? undefined : `${layer.folder} must not import ${name}: ${layer.reason}.`;
  }
  const wanted = packageName(name);
  const listed = layer.packages.includes(wanted) || (layer.packages.includes('*') && wanted !== 'vscode');
  const refused = (layer.refuses ?? []).includes(wanted);
  return listed && !refused ? undefined : `${layer.folder} must not import ${wanted}: ${layer.reason}.`;
}

function check(context, layer, node, source) {
  if (typeof source?.value !== 'string') return;
  const message = refusal(layer, context.filename, source.value);
  if (message) context.report({ node, message });
}

/** ESLint plugin with the single rule `layers/imports`. */
export const layersPlugin = {
  rules: {
    imports: {
      meta: { type: 'problem', schema: [] },
      create(context) {
        const path = projectPath(context.filename);
        const layer = layers.find(({ folder }) => within(path, folder));
        if (!layer) return {};
        return {
          ImportDeclaration: (node) => check(context, layer, node, node.source),
          ExportNamedDeclaration: (node) => check(context, layer, node, node.source),
          ExportAllDeclaration: (node) => check(context, layer, node, node.source),
          ImportExpression: (node) => check(context, layer, node, node.source),
          TSImportType: (node) => check(context, layer, node, node.source ?? node.argument?.literal),
          'CallExpression[callee.name="require"]': (node) => check(context, layer, node, node.arguments[0]),
        };
      },
    },
  },
};
