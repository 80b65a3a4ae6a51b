// What is bundled: each line is an entry point and the file of dist/ it becomes.
// A new worker or process is one line here; `scripts/build.mjs` needs no change.

/** Bundles that run under Node (extension host, forked trainer, command line, worker threads). */
export const nodeBundles = [
  { entry: 'src/host/extension.ts', out: 'dist/extension.js' },
  { entry: 'src/trainer/main.ts', out: 'dist/trainer.js' },
  { entry: 'src/trainer/datasetWorker.ts', out: 'dist/datasetWorker.js' },
  { entry: 'src/trainer/roundWorker.ts', out: 'dist/roundWorker.js' },
  { entry: 'src/trainer/strategyWorker.ts', out: 'dist/strategyWorker.js' },
  { entry: 'src/trainer/comparisonWorker.ts', out: 'dist/comparisonWorker.js' },
  { entry: 'src/cli/main.ts', out: 'dist/cli.js', executable: true },
  { entry: 'src/cli/simulateWorker.ts', out: 'dist/simulateWorker.js' },
  { entry: 'src/runtime/lal/cellWorker.ts', out: 'dist/lalWorker.js' },
  { entry: 'src/runtime/forest/poolWorker.ts', out: 'dist/poolWorker.js' },
  { entry: 'src/runtime/forest/regressorWorker.ts', out: 'dist/regressorWorker.js' },
];

/** Bundles that run in the webview. */
export const webviewBundles = [
  { entry: 'webview/main.ts', out: 'dist/webview.js' },
  { entry: 'webview/style.css', out: 'dist/webview.css' },
];

/** Files copied as they are: the icon font of the widgets. */
export const copiedFiles = [
  { from: 'node_modules/@vscode/codicons/dist/codicon.css', to: 'dist/codicon.css' },
  { from: 'node_modules/@vscode/codicons/dist/codicon.ttf', to: 'dist/codicon.ttf' },
];

/** Never bundled: native code, and the benchmark's baseline, which is no part of the product. */
export const external = ['vscode', '@duckdb/*', 'sharp', '@img/*', 'onnxruntime-*', 'ml-random-forest'];
