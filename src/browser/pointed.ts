// A place on a page in, what stands there out, as a person or a test would name it: its role and name, else a selector.

import type { Page } from 'playwright-core';
import type { Pointed } from '../agent/calls/browser.ts';

/** Runs in the page, as text: this room has no DOM. Frames of the same origin are looked into; a foreign one is named itself. */
const look = `(() => {
  const clip = (text) => (text || '').replace(/\\s+/g, ' ').trim().slice(0, 80);
  const quote = (text) => JSON.stringify(text);
  const cssOf = (element) => {
    const tag = element.localName;
    if (element.id) return '#' + CSS.escape(element.id);
    for (const name of ['data-testid', 'name', 'title', 'src']) {
      const value = element.getAttribute(name);
      if (value) return tag + '[' + name + '=' + quote(value) + ']';
    }
    return tag;
  };
  const roles = { a: 'link', button: 'button', select: 'combobox', textarea: 'textbox', summary: 'button', option: 'option', img: 'img' };
  const inputs = { checkbox: 'checkbox', radio: 'radio', submit: 'button', button: 'button', reset: 'button', range: 'slider', number: 'spinbutton', search: 'searchbox' };
  const roleOf = (element) => {
    const own = element.getAttribute('role');
    if (own) return own;
    const tag = element.localName;
    if (tag === 'input') return inputs[element.type] || (element.type === 'password' ? undefined : 'textbox');
    if (/^h[1-6]$/.test(tag)) return 'heading';
    return tag === 'a' && !element.href ? undefined : roles[tag];
  };
  const nameOf = (element) => {
    const labelled = (element.getAttribute('aria-labelledby') || '').split(/\\s+/).map((id) => element.ownerDocument.getElementById(id)?.textContent).join(' ');
    const label = element.labels && element.labels[0] ? element.labels[0].textContent : '';
    const value = element.localName === 'input' && /^(?:submit|button|reset)$/.test(element.type) ? element.value : '';
    const field = /^(?:input|select|textarea)$/.test(element.localName);
    return clip(element.getAttribute('aria-label')) || clip(labelled) || clip(label) || clip(value) || clip(element.getAttribute('alt'))
      || (field ? clip(element.getAttribute('placeholder')) : clip(element.textContent)) || clip(element.getAttribute('title'));
  };
  let root = document;
  let x = X, y = Y;
  const frames = [];
  let element = FOCUS ? root.activeElement : root.elementFromPoint(x, y);
  while (element && element.localName === 'iframe') {
    let inside = null;
    try { inside = element.contentDocument; } catch {}
    if (!inside) break;
    const box = element.getBoundingClientRect();
    frames.push(cssOf(element));
    x -= box.left + element.clientLeft;
    y -= box.top + element.clientTop;
    const next = FOCUS ? inside.activeElement : inside.elementFromPoint(x, y);
    if (!next) break;
    element = next;
  }
  if (!element) return undefined;
  const near = element.closest('button,a[href],input,select,textarea,label,summary,[role],[onclick]') || element;
  const target = near.localName === 'label' && near.control ? near.control : near;
  const role = roleOf(target);
  const name = nameOf(target);
  return { role: role && name ? role : undefined, name: name || undefined, css: cssOf(target), frames: frames.length ? frames : undefined };
})()`;

/** `at`: pixels; undefined: what has the focus. Undefined where the page does not answer at once. */
export async function pointedAt(page: Page, at: { x: number; y: number } | undefined): Promise<Pointed | undefined> {
  const script = look
    .replace('= X,', `= ${Math.round(at?.x ?? 0)},`)
    .replace('= Y;', `= ${Math.round(at?.y ?? 0)};`)
    .replaceAll('FOCUS', String(at === undefined));
  const none = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 500));
  const found = page.evaluate(script) as Promise<Pointed | undefined>;
  return Promise.race([found.catch(() => undefined), none]);
}
