import '@vscode-elements/elements/dist/vscode-icon/index.js';
import '@vscode-elements/elements/dist/vscode-progress-ring/index.js';
import { ComparisonView } from './comparisonView.ts';
import { CurveView } from './curveView.ts';
import { listen, remember, send } from './host.ts';
import { LabelPanel } from './labelPanel.ts';
import { setTranslations } from './text.ts';

/** One bundle serves every page; the page says which it is. */
const { view, manifest } = document.body.dataset;
if (manifest !== undefined) remember({ manifest });

const curve = view === 'curve' ? new CurveView() : null;
const comparison = view === 'comparison' ? new ComparisonView() : null;
const panel = view === 'label' ? new LabelPanel(send) : null;

listen((message) => {
  if (message.type === 'strings') return setTranslations(message.strings);
  // A screen reader says it when the page gets the focus.
  document.title = message.dataset;
  if (message.type === 'state') panel?.receive(message);
  else if (message.type === 'curve') curve?.show(message);
  else comparison?.show(message);
});
send({ type: 'ready' });
