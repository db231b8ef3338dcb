// A host and what the person set about their network in, the proxy on the way to it out; pure.

import { mayReach } from '../gate/address.ts';

/** As VS Code has it in `http.proxy` and `http.noProxy`. */
export interface ProxySettings {
  readonly proxy: string;
  readonly except: readonly string[];
}

const nobody: ReadonlySet<string> = new Set();

/** Undefined: none is set, or it does not count for this host; it never does for this machine. */
export function proxyFor(host: string, { proxy, except }: ProxySettings): URL | undefined {
  const name = host.toLowerCase();
  if (!/^https?:\/\//i.test(proxy) || !URL.canParse(proxy) || mayReach(name, nobody)) return undefined;
  const isExcept = except.some((one) => {
    const domain = one
      .trim()
      .toLowerCase()
      .replace(/^\*?\./, '');
    return domain === '*' || (domain !== '' && (name === domain || name.endsWith(`.${domain}`)));
  });
  return isExcept ? undefined : new URL(proxy);
}
