type Child = Node | string | null;

/** Creates an element. Texts become text nodes, so nothing of a dataset can turn into markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes?: Readonly<Record<string, string>>,
  ...children: readonly Child[]
): HTMLElementTagNameMap[K];
export function element(
  tag: string,
  attributes?: Readonly<Record<string, string>>,
  ...children: readonly Child[]
): HTMLElement;
export function element(
  tag: string,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElement {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children.filter((child) => child !== null));
  return node;
}

/** Writes text only where it changed, so that screen readers and the layout are left alone otherwise. */
export function setText(node: Element, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}

/** The element of the page with this id. @throws Error when the page lacks it. */
export function byId(id: string): HTMLElement {
  const node = document.getElementById(id);
  if (node === null) throw new Error(`The page has no element "${id}".`);
  return node;
}

/** Width and height inside the padding of an element, in pixels. */
export function roomIn(place: HTMLElement): { readonly width: number; readonly height: number } {
  const { paddingLeft, paddingRight, paddingTop, paddingBottom } = getComputedStyle(place);
  return {
    width: place.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight),
    height: place.clientHeight - parseFloat(paddingTop) - parseFloat(paddingBottom),
  };
}

/**
 * Has a live region say a text, the same as before included: a change of nothing is not heard.
 */
export function say(region: Element, text: string): void {
  region.textContent = text !== '' && region.textContent === text ? `${text}\u00a0` : text;
}

/** A button that can do nothing now keeps the focus it has, unlike one that is `disabled`: nobody is lost by a key press. */
export const setEnabled = (button: HTMLButtonElement, enabled: boolean): void =>
  button.setAttribute('aria-disabled', String(!enabled));
