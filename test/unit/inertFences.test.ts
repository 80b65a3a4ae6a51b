import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { expect, test } from 'vitest';

/** The project's own configuration; the type-aware rules need files on disk and are left out here. */
const eslint = new ESLint({ overrideConfig: [tseslint.configs.disableTypeChecked] });

async function complaints(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath });
  return (result?.messages ?? [])
    .filter(({ ruleId, fatal }) => fatal === true || ruleId?.startsWith('inert/') === true)
    .map(({ message }) => message);
}

const vscode = `import * as vscode from 'vscode';`;

const refused: readonly [file: string, code: string, reason: RegExp][] = [
  ['src/host/x.ts', `${vscode} vscode.window.showErrorMessage(text);`, /showErrorMessage shows texts/],
  ['src/host/x.ts', `${vscode} vscode.window['showErrorMessage'](text);`, /showErrorMessage shows texts/],
  ['src/host/panel/x.ts', `${vscode} vscode.window.showWarningMessage(text);`, /src\/host\/say/],
  ['src/host/x.ts', `${vscode} vscode.window.showInformationMessage(text);`, /src\/host\/say/],
  ['src/host/x.ts', `${vscode} vscode.window.withProgress({ title }, work);`, /src\/host\/say/],
  ['src/host/x.ts', `${vscode} vscode.window.showQuickPick(items);`, /src\/host\/say/],
  ['src/host/x.ts', `${vscode} vscode.window.createQuickPick();`, /src\/host\/say/],
  ['src/host/x.ts', `${vscode} vscode.window.showInputBox({ prompt });`, /src\/host\/say/],
  ['src/host/x.ts', `${vscode} vscode.window.createStatusBarItem();`, /src\/host\/say/],
  ['src/host/x.ts', `${vscode} vscode.window.createTreeView(id, options);`, /src\/host\/say/],
  ['src/host/x.ts', `${vscode} vscode.window.registerTreeDataProvider(id, tree);`, /src\/host\/say/],
  ['src/host/x.ts', `${vscode} vscode.window.createWebviewPanel(id, title);`, /src\/host\/say/],
  ['src/host/x.ts', `${vscode} vscode.window.createOutputChannel(name);`, /src\/host\/say/],
  ['src/host/x.ts', `${vscode} vscode.window.createTerminal(name);`, /src\/host\/say/],
  ['src/host/x.ts', `${vscode} vscode.window.showMessageOfTomorrow(text);`, /src\/host\/say/],
  ['src/host/x.ts', `${vscode} new vscode.MarkdownString(text);`, /MarkdownString shows texts/],
  ['src/host/x.ts', `${vscode} vscode.languages.registerHoverProvider(a, b);`, /languages shows texts/],
  ['src/host/x.ts', `${vscode} vscode.env.openExternal(uri);`, /openExternal follows a link/],
  ['src/host/x.ts', `${vscode} panel.title = name;`, /show \.title/],
  ['src/host/x.ts', `${vscode} this.item.tooltip = name;`, /show \.tooltip/],
  ['src/host/x.ts', `${vscode} vscode.window[name](text);`, /computed names/],
  ['src/host/x.ts', `${vscode} vscode[name].showErrorMessage(text);`, /computed names/],
  ['src/host/x.ts', `${vscode} const { showErrorMessage } = vscode.window;`, /in full/],
  ['src/host/x.ts', `${vscode} const w = vscode.window;`, /in full/],
  ['src/host/x.ts', `${vscode} const { window } = vscode;`, /in full/],
  ['src/host/x.ts', `import { window } from 'vscode';`, /other names/],
  ['src/host/x.ts', `import * as code from 'vscode';`, /other names/],
  ['webview/x.ts', `node.innerHTML = text;`, /innerHTML makes markup/],
  ['webview/x.ts', `node['outerHTML'] = text;`, /outerHTML makes markup/],
  ['webview/x.ts', `node.insertAdjacentHTML('beforeend', text);`, /makes markup/],
  ['webview/x.ts', `new DOMParser().parseFromString(text, 'text/html');`, /makes markup/],
  ['webview/x.ts', `document.write(text);`, /makes markup/],
];

test.each(refused)('%s must not say %s', async (file, code, reason) => {
  expect(await complaints(file, code)).toEqual([expect.stringMatching(reason)]);
});

const allowed: readonly [file: string, code: string][] = [
  ['src/host/x.ts', `import { showErrorMessage } from './say/messages.ts'; showErrorMessage(text);`],
  ['src/host/x.ts', `${vscode} vscode.window.showTextDocument(document);`],
  ['src/host/x.ts', `${vscode} vscode.window.onDidChangeWindowState(listener);`],
  ['src/host/x.ts', `${vscode} vscode.commands.executeCommand('vscode.open', uri);`],
  ['src/host/x.ts', `import type * as vscode from 'vscode'; export type Panel = vscode.WebviewPanel;`],
  ['src/host/say/messages.ts', `${vscode} vscode.window.showErrorMessage(inert(text));`],
  ['webview/x.ts', `node.textContent = text;`],
];

test.each(allowed)('%s may say %s', async (file, code) => {
  expect(await complaints(file, code)).toEqual([]);
});
