import * as vscode from 'vscode';
import { inert, inertLines } from './inert.ts';

/** Longest text on one row, in UTF-16 units. */
const longestRow = 300;

/** A view whose rows come from a provider. */
export function createTreeView<Row>(
  id: string,
  provider: vscode.TreeDataProvider<Row>,
): vscode.TreeView<Row> {
  const treeDataProvider: vscode.TreeDataProvider<Row> = {
    ...(provider.onDidChangeTreeData && { onDidChangeTreeData: provider.onDidChangeTreeData }),
    getTreeItem: async (row) => inertItem(await provider.getTreeItem(row)),
    getChildren: (row) => provider.getChildren(row),
    getParent: (row) => provider.getParent?.(row),
  };
  return vscode.window.createTreeView(id, { treeDataProvider, showCollapseAll: false });
}

function inertItem(item: vscode.TreeItem): vscode.TreeItem {
  const { label, description, tooltip, accessibilityInformation } = item;
  if (typeof label === 'string') item.label = inert(label, longestRow);
  if (typeof description === 'string') item.description = inert(description, longestRow);
  if (typeof tooltip === 'string') item.tooltip = inertLines(tooltip);
  if (accessibilityInformation)
    item.accessibilityInformation = {
      ...accessibilityInformation,
      label: inert(accessibilityInformation.label),
    };
  return item;
}

/** The number on the icon of a view; none for 0. */
export function setBadge(view: vscode.TreeView<unknown>, value: number, tooltip: string): void {
  view.badge = value === 0 ? undefined : { value, tooltip: inert(tooltip) };
}
