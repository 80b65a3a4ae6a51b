import * as vscode from 'vscode';
import { showPicker, type Choice } from '../say/quickPick.ts';
import { t } from '../localize.ts';

/** An entry of a registry as a Quick Pick offers it; `refusal` says why it cannot be chosen now. */
export interface Offer {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** What is most worth knowing of it; stands beside the title. */
  readonly figure?: string;
  readonly refusal: string | null;
}

interface OfferItem extends Choice {
  readonly offer?: Offer;
}

/** An icon is seen and not heard, so that what is in use says it in words, too; the reason of a refusal is in its detail. */
function item(offer: Offer, current: string): OfferItem {
  const { id, title, description, figure, refusal } = offer;
  const isCurrent = refusal === null && id === current;
  const parts = [id, isCurrent ? t('in use') : '', figure];
  return {
    label: title,
    iconPath: new vscode.ThemeIcon(refusal === null ? (isCurrent ? 'check' : 'blank') : 'circle-slash'),
    description: refusal === null ? parts.filter(Boolean).join(' · ') : '',
    detail: refusal ?? description,
    offer,
  };
}

/** Lets the person choose; what cannot be chosen stands below with its reason and does nothing. */
export async function chooseFromRegistry(
  offers: readonly Offer[],
  current: string,
  title: string,
): Promise<string | undefined> {
  const possible = offers.filter(({ refusal }) => refusal === null).map((offer) => item(offer, current));
  const impossible = offers.filter(({ refusal }) => refusal !== null).map((offer) => item(offer, current));
  const separator = { label: t('Not possible now'), kind: vscode.QuickPickItemKind.Separator };
  const chosen = await showPicker<OfferItem>({
    title,
    items: impossible.length === 0 ? possible : [...possible, separator, ...impossible],
    isActive: ({ offer }) => offer?.refusal === null && offer.id === current,
    canBeChosen: ({ offer }) => offer?.refusal === null,
  });
  return chosen?.offer?.id;
}
