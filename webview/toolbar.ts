import type { PanelString } from '../src/protocol/strings.ts';
import { element, setEnabled, setText } from './element.ts';
import { t } from './text.ts';

export type ToolbarAction = 'accept' | 'skip' | 'flag' | 'note' | 'undo' | 'redo' | 'reveal';

interface Tool {
  readonly action: ToolbarAction;
  readonly icon: string;
  readonly text: PanelString;
  readonly key: string;
}

const tools: readonly Tool[] = [
  { action: 'accept', icon: 'check', text: 'Accept', key: '⏎' },
  { action: 'skip', icon: 'debug-step-over', text: 'Skip', key: 'S' },
  { action: 'flag', icon: 'bookmark', text: 'Flag', key: 'F' },
  { action: 'note', icon: 'note', text: 'Note', key: 'N' },
  { action: 'undo', icon: 'discard', text: 'Undo', key: 'U' },
  { action: 'redo', icon: 'redo', text: 'Redo', key: 'R' },
  { action: 'reveal', icon: 'go-to-file', text: 'Open', key: '' },
];

interface Parts {
  readonly tool: Tool;
  readonly button: HTMLButtonElement;
  /** All that is seen of the button. Its tooltip is here: one on the button would be heard after its name and key. */
  readonly face: HTMLElement;
  readonly text: HTMLElement;
  readonly key: HTMLElement;
}

interface ToolState {
  readonly text?: PanelString;
  readonly enabled: boolean;
  readonly pressed?: boolean;
}

/** Everything but labeling: one button for each tool, which names its key. */
export class Toolbar {
  readonly #buttons = new Map<ToolbarAction, Parts>();

  readonly #place: HTMLElement;

  constructor(place: HTMLElement, onAction: (action: ToolbarAction) => void) {
    for (const tool of tools) {
      const text = element('span', { class: 'text' });
      const face = element('span', { class: 'face' });
      const button = element('button', { type: 'button', class: 'tool', 'data-action': tool.action }, face);
      const key = element('kbd', { 'aria-hidden': 'true' }, tool.key);
      face.append(element('vscode-icon', { name: tool.icon }), text, key);
      button.addEventListener('click', () => onAction(tool.action));
      this.#buttons.set(tool.action, { tool, button, face, text, key });
      place.append(button);
    }
    this.#place = place;
  }

  /** @param taken keys that give labels, in lower case: they are none of the tools' any more. */
  update(states: Readonly<Record<ToolbarAction, ToolState>>, taken: ReadonlySet<string>): void {
    this.#place.setAttribute('aria-label', t('This sample'));
    for (const [action, { tool, button, face, text, key }] of this.#buttons) {
      const state = states[action];
      const name = t(state.text ?? tool.text);
      const hasKey = tool.key !== '' && !taken.has(tool.key.toLowerCase());
      setText(text, name);
      face.title = hasKey ? `${name} (${tool.key})` : name;
      key.hidden = !hasKey;
      if (hasKey) button.setAttribute('aria-keyshortcuts', tool.key === '⏎' ? 'Enter' : tool.key);
      else button.removeAttribute('aria-keyshortcuts');
      setEnabled(button, state.enabled);
      if (state.pressed !== undefined) button.setAttribute('aria-pressed', String(state.pressed));
    }
  }
}
