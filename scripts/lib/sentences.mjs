// Finds every sentence that is translated: `t('…')` and `vscode.l10n.t('…')` of the extension host and of the imports
// that it shares with the command line, and those of the panel.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from './root.mjs';

const isTranslation = (node) =>
  ts.isCallExpression(node) && /(^|\.)t$/.test(node.expression.getText()) && node.arguments.length > 0;

/** The literal texts an argument may be: one, or both sides of a condition. */
function literals(node) {
  if (ts.isStringLiteralLike(node)) return [node.text];
  return ts.isConditionalExpression(node) ? [...literals(node.whenTrue), ...literals(node.whenFalse)] : [];
}

/** What `pick` finds in the nodes of a file, in their order. */
function findIn(path, pick) {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const found = [];
  const visit = (node) => {
    found.push(...pick(node));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const translated = (node) => (isTranslation(node) ? literals(node.arguments[0]) : []);
const listed = (node) => (ts.isArrayLiteralExpression(node) ? node.elements.flatMap(literals) : []);

/** Every sentence to be translated, once, in code-unit order. */
export function collectSentences() {
  const files = ['src/host', 'src/engine/exchange'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => join(root, folder, file)),
  );
  const ofHost = files.flatMap((file) => findIn(file, translated));
  const ofPanel = findIn(join(root, 'src/protocol/strings.ts'), listed);
  return [...new Set([...ofHost, ...ofPanel])].sort();
}
