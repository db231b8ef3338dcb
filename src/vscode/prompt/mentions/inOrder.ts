// Questions that take their time in, their answers out in the order they were asked: one that a later one's overtook is dropped.

/** Rejects as `answer` does. */
export function inOrder(): <T>(answer: Promise<T>, tell: (value: T) => void) => Promise<void> {
  let asked = 0;
  let told = 0;
  return async (answer, tell) => {
    const order = ++asked;
    const value = await answer;
    if (order < told) return;
    told = order;
    tell(value);
  };
}
