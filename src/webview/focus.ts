// A page that changes under the focus in, the focus kept out: where its element goes away, it returns to the one it came from.

/** So many elements are remembered. */
const memory = 12;

/**
 * Watches `root` until it is gone. A card that was answered, a button that did its work, a row that was removed leave the focus on nothing,
 * and a keyboard or a screen reader at the top of the page; then the last focused element that is still there gets it, else the prompt box.
 */
export function keepFocus(root: HTMLElement): void {
  let trail: HTMLElement[] = [];
  root.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLElement) trail = [...trail.filter((each) => each !== target), target].slice(-memory);
  });
  const rescue = () => {
    const last = trail.at(-1);
    if (!last || last.isConnected || (document.activeElement ?? document.body) !== document.body) return;
    trail = trail.filter((element) => element.isConnected);
    const back = trail.findLast(canTake) ?? root.querySelector<HTMLElement>('.composer textarea');
    back?.focus({ preventScroll: true });
  };
  new MutationObserver(rescue).observe(root, { childList: true, subtree: true });
}

function canTake(element: HTMLElement): boolean {
  return element.checkVisibility() && !element.matches(':disabled');
}
