import type { OpenDataset } from '../openDataset.ts';
import { showInputBox } from '../say/inputBox.ts';
import { t } from '../localize.ts';

/**
 * Asks for the note on a sample, beginning with the one it has. What is typed stays when the person looks
 * elsewhere meanwhile; an empty text takes the note away.
 * @throws HumanError when it could not be saved.
 */
export async function editNote({ journal, session }: OpenDataset, id: string): Promise<void> {
  const before = journal.state.notes.get(id) ?? '';
  const text = await showInputBox({
    title: t('Note on {0}', id),
    prompt: t('It is kept with the labels, under your name.'),
    placeHolder: t('Why is this one hard?'),
    value: before,
    ignoreFocusOut: true,
  });
  if (text !== undefined && text.trim() !== before) await session.note(id, text.trim());
}
