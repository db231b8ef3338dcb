// A key pressed in the transcript in, the focus on the next or previous turn out.

/** Alt+Down and Alt+Up; true when the key was used. */
export function jumpTurn(event: KeyboardEvent, log: HTMLElement): boolean {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
  const turns = [...log.querySelectorAll<HTMLElement>('article')];
  const focused = turns.findIndex((turn) => turn.contains(document.activeElement));
  const turn = turns[focused < 0 ? nearest(turns, log, step) : Math.min(Math.max(focused + step, 0), turns.length - 1)];
  if (!turn) return false;
  turn.focus({ preventScroll: true });
  turn.scrollIntoView({ block: 'start' });
  return true;
}

/** From the log itself: the first turn that begins below its top edge, or the last one that begins above it. */
function nearest(turns: readonly HTMLElement[], log: HTMLElement, step: number): number {
  const top = log.getBoundingClientRect().top;
  const below = turns.findIndex((turn) => turn.getBoundingClientRect().top > top + 1);
  if (step > 0) return below < 0 ? turns.length - 1 : below;
  return Math.max(below < 0 ? turns.length - 1 : below - 1, 0);
}
