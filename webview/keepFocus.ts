/**
 * Gives the focus back where it was when the page gets it again, as after a list of VS Code, which gives it to the page as a
 * whole: there a screen reader has lost its place, and the arrow keys scroll nothing.
 * @param first what has the focus while nothing else was chosen; it shows no ring for that (`data-given`).
 * @returns what to call after each change of the page: it gives `first` the focus where the change took away what had it.
 */
export function keepFocus(first: HTMLElement): () => void {
  let last = first;
  const isThere = (element: HTMLElement): boolean => element.isConnected && element.offsetParent !== null;
  const restore = (): void => {
    if (document.activeElement !== null && document.activeElement !== document.body) return;
    const place = isThere(last) ? last : first;
    if (place === first && !('chosen' in first.dataset)) first.dataset['given'] = '';
    place.focus({ preventScroll: true });
  };
  document.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLElement) last = target;
    if (target !== first && last.matches(':focus-visible')) first.dataset['chosen'] = '';
  });
  const ring = (): void => void delete first.dataset['given'];
  first.addEventListener('blur', ring);
  // Let go of in the page, so that it was pressed to come here.
  document.addEventListener('keyup', ({ key }) => key === 'Tab' && ring());
  window.addEventListener('focus', restore);
  if (document.hasFocus()) restore();
  return () => {
    if (document.hasFocus() && !isThere(last)) restore();
  };
}
