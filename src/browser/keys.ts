// Names of keys as models write them in, as Playwright knows them out; pure.

const names: Readonly<Record<string, string>> = {
  return: 'Enter',
  enter: 'Enter',
  esc: 'Escape',
  escape: 'Escape',
  tab: 'Tab',
  space: 'Space',
  backspace: 'Backspace',
  del: 'Delete',
  delete: 'Delete',
  insert: 'Insert',
  home: 'Home',
  end: 'End',
  pageup: 'PageUp',
  page_up: 'PageUp',
  pagedown: 'PageDown',
  page_down: 'PageDown',
  up: 'ArrowUp',
  down: 'ArrowDown',
  left: 'ArrowLeft',
  right: 'ArrowRight',
  arrowup: 'ArrowUp',
  arrowdown: 'ArrowDown',
  arrowleft: 'ArrowLeft',
  arrowright: 'ArrowRight',
  ctrl: 'ControlOrMeta',
  control: 'ControlOrMeta',
  shift: 'Shift',
  alt: 'Alt',
  option: 'Alt',
  meta: 'Meta',
  cmd: 'Meta',
  command: 'Meta',
  super: 'Meta',
  win: 'Meta',
};

/** Undefined for what is no key. */
export function keyOf(name: string): string | undefined {
  const lower = name.trim().toLowerCase();
  if (Object.hasOwn(names, lower)) return names[lower];
  if (/^f(?:[1-9]|1[0-2])$/.test(lower)) return lower.toUpperCase();
  return [...name].length === 1 ? name : undefined;
}
