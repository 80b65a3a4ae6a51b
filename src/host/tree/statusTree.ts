import * as vscode from 'vscode';
import { viewIds } from '../contributions.ts';
import type { Datasets } from '../datasets.ts';
import { DisposableStore } from '../lifecycle.ts';
import { createTreeView, setBadge } from '../say/treeView.ts';
import { statusRows, type StatusRow } from './rows.ts';
import { t } from '../localize.ts';

/**
 * After so long a view that was just shown is read once more: VS Code answers with no children where a change meets its first
 * reading, and would leave the dataset empty until the next change.
 */
const settledMilliseconds = 1000;

/** The status view: rows of every dataset, rebuilt as data and matched by id. */
export class StatusTree implements vscode.TreeDataProvider<StatusRow> {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<void>());
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<StatusRow>;
  readonly #parents = new Map<string, StatusRow>();
  #queued = false;
  /** The rows that VS Code was told of last, as text. */
  #told = '';

  constructor(private readonly datasets: Datasets) {
    this.#view = this.#store.add(createTreeView(viewIds.status, this));
    this.#store.add(datasets.onDidChange(() => this.#refreshSoon()));
    this.#store.add(this.#view.onDidChangeVisibility(({ visible }) => visible && this.#show()));
    void datasets.searched.then(() => this.#openActive());
  }

  getTreeItem(row: StatusRow): vscode.TreeItem {
    return {
      id: row.id,
      label: row.label,
      description: row.description,
      tooltip: row.tooltip || `${row.label} ${row.description}`,
      accessibilityInformation: {
        label: [row.label, row.spoken || row.description].filter(Boolean).join(': '),
      },
      collapsibleState: collapsible(row),
      ...(row.icon === '' ? {} : { iconPath: new vscode.ThemeIcon(row.icon) }),
      ...(row.context === '' ? {} : { contextValue: row.context }),
    };
  }

  getChildren(row?: StatusRow): readonly StatusRow[] & StatusRow[] {
    const children = row === undefined ? this.#roots() : row.children;
    for (const child of children) if (row !== undefined) this.#parents.set(child.id, row);
    return [...children];
  }

  getParent(row: StatusRow): StatusRow | undefined {
    return this.#parents.get(row.id);
  }

  dispose(): void {
    this.#store.dispose();
  }

  #roots(): readonly StatusRow[] {
    const { all, active } = this.datasets;
    return all.map((dataset) => statusRows(dataset.state, t, dataset === active));
  }

  /** Labeling changes a dataset several times per key; the view follows once per frame or so. */
  #refreshSoon(): void {
    if (this.#queued) return;
    this.#queued = true;
    setTimeout(() => {
      this.#queued = false;
      if (!this.#store.disposed) this.#refresh();
    }, 50);
  }

  /** Not where all rows are as they were: while a view is read anew, VS Code gives a command from its menus no row. */
  #refresh(): void {
    const rows = JSON.stringify(this.#roots());
    if (rows === this.#told) return;
    this.#told = rows;
    this.#changed.fire();
    this.#showBadge();
  }

  #showBadge(): void {
    const waiting = this.datasets.all.reduce((sum, { state }) => sum + state.flagged, 0);
    setBadge(this.#view, waiting, t('Flagged samples: {0}', waiting));
  }

  #show(): void {
    this.#openActive();
    setTimeout(() => {
      this.#told = '';
      this.#refreshSoon();
    }, settledMilliseconds);
  }

  /** A visible tree needs the counts of the whole dataset, which only its data can tell. */
  #openActive(): void {
    const { active } = this.datasets;
    if (!this.#view.visible || active === null || !vscode.workspace.isTrusted) return;
    active.open().catch(() => undefined);
  }
}

const collapsible = ({ children, expanded }: StatusRow): vscode.TreeItemCollapsibleState => {
  if (children.length === 0) return vscode.TreeItemCollapsibleState.None;
  return expanded ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
};
