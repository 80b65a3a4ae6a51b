import * as vscode from 'vscode';
import { inert } from './inert.ts';

/** Longest text on one line of a list, in UTF-16 units. */
const longestLine = 500;

/** A line of a list. Its icon is `iconPath`; `$(tag)` in a text is only text. */
export type Choice = Omit<vscode.QuickPickItem, 'buttons'>;

/** The items as VS Code shows them, and the unchanged choice behind each. */
interface Shown<Item> {
  readonly items: readonly vscode.QuickPickItem[];
  choiceOf(item: vscode.QuickPickItem): Item;
}

function shown<Item extends Choice>(choices: readonly Item[]): Shown<Item> {
  const choiceOf = new Map(choices.map((choice) => [inertItem(choice), choice]));
  return { items: [...choiceOf.keys()], choiceOf: (item) => choiceOf.get(item)! };
}

const inertItem = ({ label, description, detail, ...rest }: Choice): vscode.QuickPickItem => ({
  ...rest,
  label: inert(label, longestLine),
  ...(description === undefined ? {} : { description: inert(description, longestLine) }),
  ...(detail === undefined ? {} : { detail: inert(detail, longestLine) }),
});

export interface PickOptions {
  readonly title?: string;
  readonly placeHolder?: string;
  readonly matchOnDescription?: boolean;
  readonly matchOnDetail?: boolean;
}

const inertOptions = ({ title, placeHolder, ...rest }: PickOptions): vscode.QuickPickOptions => ({
  ...rest,
  ...(title === undefined ? {} : { title: inert(title) }),
  ...(placeHolder === undefined ? {} : { placeHolder: inert(placeHolder) }),
});

/** Asks for one of the choices, which may still be loading; undefined where the person gives up. */
export async function showQuickPick<Item extends Choice>(
  choices: readonly Item[] | Promise<readonly Item[]>,
  options: PickOptions,
): Promise<Item | undefined> {
  const list = Promise.resolve(choices).then(shown);
  const items = list.then(({ items: all }) => all);
  const chosen = await vscode.window.showQuickPick(items, inertOptions(options));
  return chosen && (await list).choiceOf(chosen);
}

/** Asks for any number of the choices; undefined where the person gives up. */
export async function showQuickPicks<Item extends Choice>(
  choices: readonly Item[],
  options: PickOptions,
): Promise<Item[] | undefined> {
  const { items, choiceOf } = shown(choices);
  const chosen = await vscode.window.showQuickPick(items, { ...inertOptions(options), canPickMany: true });
  return chosen?.map(choiceOf);
}

/** A list with one item active at first, and items that cannot be chosen. */
export interface Picker<Item> {
  readonly title: string;
  readonly items: readonly Item[];
  isActive(item: Item): boolean;
  canBeChosen(item: Item): boolean;
}

/** Asks for an item of such a list; undefined where the person gives up. */
export function showPicker<Item extends Choice>(list: Picker<Item>): Promise<Item | undefined> {
  const { items, choiceOf } = shown(list.items);
  const picker = vscode.window.createQuickPick();
  picker.title = inert(list.title);
  picker.matchOnDetail = true;
  picker.items = items;
  picker.activeItems = items.filter((item) => list.isActive(choiceOf(item)));
  return new Promise((resolve) => {
    picker.onDidAccept(() => {
      const [item] = picker.selectedItems;
      if (item === undefined || !list.canBeChosen(choiceOf(item))) return;
      resolve(choiceOf(item));
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}
