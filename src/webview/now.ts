// A clock for what is shown in seconds: re-renders its component once a second while it is wanted.

import { useEffect, useState } from 'preact/hooks';

/** Unix ms, a fresh one each second while `running`. */
export function useNow(running: boolean): number {
  const [, tick] = useState(0);
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(() => tick((n) => n + 1), 1000);
    return () => clearInterval(timer);
  }, [running]);
  return Date.now();
}
