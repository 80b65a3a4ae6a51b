// Finds every sentence the extension host translates: `t('…')`, `vscode.l10n.t('…')`, and those of the panel.
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

function sentencesIn(path) {
  const found = [];
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const visit = (node) => {
    if (isTranslation(node)) found.push(...literals(node.arguments[0]));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function panelSentences() {
  const path = join(root, 'src/protocol/strings.ts');
  const found = [];
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const visit = (node) => {
    if (ts.isArrayLiteralExpression(node)) found.push(...node.elements.flatMap(literals));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Every sentence to be translated, once, in code-unit order. */
export function collectSentences() {
  const folder = join(root, 'src/host');
  const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.ts'));
  const sentences = [...files.flatMap((file) => sentencesIn(join(folder, file))), ...panelSentences()];
  return [...new Set(sentences)].sort();
}
