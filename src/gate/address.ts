// An address that the browser is to open and the hosts a person allowed in, whether it may out; pure.

import type { Verdict } from './judged.ts';

export interface JudgedAddress {
  /** `ask_always`: the person has not allowed its host in this session. */
  readonly verdict: Extract<Verdict, 'allow' | 'ask_always' | 'deny'>;
  /** As it is opened: complete, in the parser's spelling. */
  readonly address?: string;
  readonly host?: string;
  /** For the person on `ask_always`, for the model on `deny`. */
  readonly reason?: string;
}

/** `text`: as the model wrote it; without a scheme it is taken for a web address. `allowed`: hosts, without ports. */
export function judgeAddress(text: string, allowed: ReadonlySet<string>): JudgedAddress {
  const trimmed = text.trim();
  if (trimmed === 'about:blank') return { verdict: 'allow', address: trimmed };
  const hasScheme = /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(trimmed);
  const url = parsed(hasScheme ? trimmed : `${schemeFor(trimmed)}${trimmed}`);
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    return { verdict: 'deny', reason: 'The browser opens http and https addresses only. Nothing was opened.' };
  }
  if (url.username || url.password) {
    return { verdict: 'deny', reason: 'An address with a name or password in it is not opened.' };
  }
  const host = url.hostname;
  if (mayReach(host, allowed)) return { verdict: 'allow', address: url.href, host };
  return {
    verdict: 'ask_always',
    address: url.href,
    host,
    reason: `It opens ${host}, which is outside of this machine. Allowed once, the browser may reach this host until the session is closed.`,
  };
}

/** This machine always; any other host only when the person allowed exactly it. `host`: of a parsed URL, or of a connection. */
export function mayReach(host: string, allowed: ReadonlySet<string>): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  return isLoopback(name) || allowed.has(name);
}

function isLoopback(name: string): boolean {
  return /^(?:localhost|(?:.+\.)?localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[?::1\]?)$/.test(name);
}

function schemeFor(text: string): string {
  const host = parsed(`http://${text}`)?.hostname ?? '';
  return isLoopback(host) ? 'http://' : 'https://';
}

function parsed(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
