// Two fences around texts that hold data, as ESLint rules: VS Code reads links and icons in a message, a page reads markup.
import { relative, sep } from 'node:path';
import { root } from './root.mjs';

/** What the host may use of `vscode.window` anywhere: none of it takes a text to show. */
const silentMembers = [
  'activeColorTheme',
  'activeTextEditor',
  'registerWebviewPanelSerializer',
  'showTextDocument',
  'state',
  'tabGroups',
  'visibleTextEditors',
];
const isSilent = (name) => silentMembers.includes(name) || /^onDid[A-Z]/.test(name);

/** What else of `vscode` shows texts or follows links: Markdown, hovers, code lenses, diagnostics, comments, chats, tests. */
const speakingMembers = [
  'CodeLens',
  'Diagnostic',
  'DocumentLink',
  'Hover',
  'InlayHint',
  'MarkdownString',
  'TerminalLink',
  'TestMessage',
  'chat',
  'comments',
  'languages',
  'notebooks',
  'scm',
  'tests',
];

/** Properties of panels, views and items that VS Code shows as soon as they are set. */
const shownProperties = [
  'badge',
  'description',
  'detail',
  'placeholder',
  'prompt',
  'text',
  'title',
  'tooltip',
  'validationMessage',
];

const remedy =
  'a text that holds data may hold a link that runs a command. Use or add a function in src/host/say';

/** The name after the dot, or in literal brackets; undefined for one that is computed. */
function memberName({ computed, property }) {
  if (!computed) return property.name;
  return property.type === 'Literal' ? String(property.value) : undefined;
}

const isVsCode = (node) => node.type === 'Identifier' && node.name === 'vscode';
const isWindow = (node) =>
  node.type === 'MemberExpression' && isVsCode(node.object) && memberName(node) === 'window';

/** The complaint about `object.name` in the host, or undefined. */
function hostRefusal(node) {
  const name = memberName(node);
  if (name === 'openExternal') return `.${name} follows a link: ${remedy}.`;
  if (isVsCode(node.object)) {
    if (name === undefined) return 'Name what you use of vscode: computed names are not checked.';
    if (speakingMembers.includes(name)) return `vscode.${name} shows texts as they are: ${remedy}.`;
    const isUsed = node.parent.type === 'MemberExpression' && node.parent.object === node;
    return name === 'window' && !isUsed
      ? 'Write vscode.window.x in full: aliases are not checked.'
      : undefined;
  }
  if (!isWindow(node.object)) return undefined;
  if (name === undefined) return 'Name what you use of vscode.window: computed names are not checked.';
  return isSilent(name) ? undefined : `vscode.window.${name} shows texts as they are: ${remedy}.`;
}

const projectPath = (path) => relative(root, path).split(sep).join('/');

/** `inert/host`: texts reach VS Code through src/host/say alone, which makes links and icons in them inert. */
const host = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    if (projectPath(context.filename).startsWith('src/host/say/')) return {};
    const report = (node, message) => context.report({ node, message });
    return {
      MemberExpression(node) {
        const message = hostRefusal(node);
        if (message !== undefined) report(node, message);
      },
      ImportDeclaration(node) {
        const named = node.specifiers.some(({ type }) => type !== 'ImportNamespaceSpecifier');
        const renamed = node.specifiers.some(({ local }) => local.name !== 'vscode');
        if (node.source.value === 'vscode' && (named || renamed))
          report(node, "Write import * as vscode from 'vscode': other names are not checked.");
      },
      'VariableDeclarator > Identifier.init[name="vscode"]'(node) {
        report(node, 'Write vscode.x in full: aliases are not checked.');
      },
      'AssignmentExpression > MemberExpression.left'(node) {
        const name = memberName(node);
        if (shownProperties.includes(name)) report(node, `VS Code may show .${name} as it is: ${remedy}.`);
      },
    };
  },
};

const markupMembers = [
  'createContextualFragment',
  'innerHTML',
  'insertAdjacentHTML',
  'outerHTML',
  'parseFromString',
  'setHTMLUnsafe',
  'srcdoc',
  'write',
  'writeln',
];

/** `inert/page`: texts become text nodes in a page, never markup. */
const page = {
  meta: { type: 'problem', schema: [] },
  create: (context) => ({
    MemberExpression(node) {
      const name = memberName(node);
      if (!markupMembers.includes(name)) return;
      const message = `.${name} makes markup of a text: build elements with element() and setText().`;
      context.report({ node, message });
    },
  }),
};

/** ESLint plugin with the rules `inert/host` and `inert/page`. */
export const inertTextPlugin = { rules: { host, page } };
