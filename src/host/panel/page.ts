import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { pageBodies, type PageView } from './pageBodies.ts';

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** The icon of a panel's tab; images there do not follow the theme by themselves. */
export const tabIcon = (extension: vscode.Uri): { light: vscode.Uri; dark: vscode.Uri } => ({
  light: vscode.Uri.joinPath(extension, 'media', 'panel-light.svg'),
  dark: vscode.Uri.joinPath(extension, 'media', 'panel-dark.svg'),
});

/** Folders a page may load from: our own files, and the dataset's images. */
export const pageRoots = (extension: vscode.Uri, dataset: vscode.Uri): readonly vscode.Uri[] => [
  vscode.Uri.joinPath(extension, 'dist'),
  vscode.Uri.joinPath(extension, 'media'),
  dataset,
];

/**
 * The page of a panel. Nothing of a dataset is in it but the escaped path of its manifest; all else arrives as
 * messages. Only our own script may run, known by a nonce that nobody can guess.
 */
export function pageHtml(
  webview: vscode.Webview,
  extension: vscode.Uri,
  view: PageView,
  manifest: vscode.Uri,
): string {
  const nonce = randomBytes(24).toString('base64');
  const file = (name: string): string =>
    escape(webview.asWebviewUri(vscode.Uri.joinPath(extension, 'dist', name)).toString());
  const source = webview.cspSource;
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${source}; img-src ${source}; font-src ${source}`;
  return `<!doctype html>
<html lang="${escape(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" id="vscode-codicon-stylesheet" href="${file('codicon.css')}">
<link rel="stylesheet" href="${file('webview.css')}">
<title>Label Scout</title>
</head>
<body class="${view}-page" data-view="${view}" data-manifest="${escape(manifest.toString())}">
${pageBodies[view]}
<script nonce="${nonce}" src="${file('webview.js')}"></script>
</body>
</html>`;
}
