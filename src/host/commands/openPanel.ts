import { HumanError } from '../../engine/errors.ts';
import type { LabelPanel } from '../panel/labelPanel.ts';
import type { Panels } from '../panel/panels.ts';
import { t } from '../localize.ts';

/** The panel that shows a sample. @throws HumanError when none is open: nobody labels what they do not see. */
export function openPanel(panels: Panels): LabelPanel {
  if (panels.labelPanel?.panel.visible === true) return panels.labelPanel;
  throw new HumanError(t('No sample is on screen: run “Label Scout: Start Labeling” first.'));
}
