// The browser that is found on each platform, and whether it can show a window.

import assert from 'node:assert/strict';
import { findBrowser, hasDisplay } from '../../../src/browser/find.ts';
import { keyOf } from '../../../src/browser/keys.ts';

const on = (platform: NodeJS.Platform, env: Record<string, string>, ...there: string[]) =>
  findBrowser({ platform, env, exists: (path) => there.includes(path) });

describe('the browser of the person', () => {
  it('is Chrome before Edge before Chromium', () => {
    const env = { PATH: '/usr/local/bin:/usr/bin' };
    assert.equal(on('linux', env, '/usr/bin/chromium', '/usr/bin/microsoft-edge'), '/usr/bin/microsoft-edge');
    assert.equal(on('linux', env, '/usr/bin/chromium', '/usr/local/bin/google-chrome'), '/usr/local/bin/google-chrome');
    assert.equal(on('linux', {}, '/snap/bin/chromium'), '/snap/bin/chromium');
    const edge = '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge';
    assert.equal(on('darwin', { HOME: '/Users/a' }, edge), edge);
    const own = '/Users/a/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    assert.equal(on('darwin', { HOME: '/Users/a' }, edge, own), own);
    const windows = { PROGRAMFILES: 'C:\\Program Files', LOCALAPPDATA: 'C:\\Users\\a\\AppData\\Local' };
    const chrome = 'C:\\Users\\a\\AppData\\Local\\Google\\Chrome\\Application\\chrome.exe';
    assert.equal(on('win32', windows, chrome), chrome);
    assert.equal(on('linux', env), undefined);
  });

  it('shows a window only where there is a display', () => {
    assert.ok(!hasDisplay({ platform: 'linux', env: {} }));
    assert.ok(hasDisplay({ platform: 'linux', env: { WAYLAND_DISPLAY: 'wayland-0' } }));
    assert.ok(hasDisplay({ platform: 'darwin', env: {} }));
  });

  it('knows keys by the names models give them', () => {
    const names = ['ENTER', 'ctrl', 'ArrowUp', 'page_down', 'f5', 'a', 'é', 'F13', 'abc', ''];
    assert.deepEqual(names.map(keyOf), [
      'Enter',
      'ControlOrMeta',
      'ArrowUp',
      'PageDown',
      'F5',
      'a',
      'é',
      undefined,
      undefined,
      undefined,
    ]);
  });
});
