// The browser that the model drives, for real, against a small site: every kind of step, what it tells, and where it does not get.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { Act, Look } from '../../src/agent/calls/browser.ts';
import { type DrivenBrowser, startBrowser } from '../../src/browser/drive.ts';
import { mayReach } from '../../src/gate/address.ts';
import { chromiumPath } from '../support/browser.ts';
import { type Site, startSite } from '../support/site.ts';

const forever = new AbortController().signal;
/** The middle of a box of the site's pages, in thousandths of 1280 × 800. */
const at = (x: number, y: number) => ({ x: Math.round((x * 1000) / 1280), y: Math.round((y * 1000) / 800) });
const press = (x: number, y: number): Act => ({ do: 'click', at: at(x, y), button: 'left', count: 1 });

describe('the browser of the model', () => {
  let site: Site;
  let browser: DrivenBrowser;
  let gone = 0;
  const allowed = new Set<string>();
  let profiles: readonly string[];
  const marks = () => readdirSync(tmpdir()).filter((name) => name.startsWith('playwright_chromiumdev_profile'));
  // As it is told the model: fields that are undefined are none.
  const act = async (one: Act): Promise<Look> => JSON.parse(JSON.stringify(await browser.act(one, forever)));
  const open = (path: string): Promise<Look> => act({ do: 'navigate', address: `${site.url}${path}` });
  const keys = (...names: string[]): Promise<Look> => act({ do: 'keys', keys: names, how: 'press' });

  before(async () => {
    site = await startSite();
    const others = marks();
    browser = await startBrowser({
      path: chromiumPath(),
      window: 'hidden',
      sandbox: process.getuid?.() !== 0,
      env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' },
      allows: (host) => mayReach(host, allowed),
      closed: () => gone++,
    });
    profiles = marks().filter((name) => !others.includes(name));
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  it('opens an address and shows it', async () => {
    const { url, title, picture, notes, problems } = await open('/');
    assert.equal(url, `${site.url}/`);
    assert.equal(title, 'Garden shop');
    assert.equal(Buffer.from(picture!, 'base64').toString('latin1', 1, 4), 'PNG');
    assert.deepEqual([notes, problems], [[], []]);
  });

  it('fills a form, tells what stood where it clicked, and why the form failed', async () => {
    await open('/form');
    const typed = await act({ do: 'type', text: 'nobody', at: at(240, 120), clear: true, enter: true });
    assert.deepEqual(typed.pointed, { role: 'textbox', name: 'Mail', css: '#mail' });
    assert.deepEqual(typed.problems, ['console: form: mail is not valid']);
    await act(press(240, 120));
    await keys('Control', 'A');
    await act({ do: 'type', text: 'anna@example.com', clear: false, enter: false });
    const sent = await act(press(240, 280));
    assert.deepEqual(sent.pointed, { role: 'button', name: 'Send order', css: 'button' });
    assert.ok(site.requests.includes('POST /order'));
  });

  it('knows every button of the mouse, keys, and scrolling', async () => {
    await open('/list');
    const click = (button: 'left' | 'middle' | 'right', count: number) =>
      act({ do: 'click', at: at(600, 300), button, count });
    assert.equal((await click('left', 2)).title, 'double');
    assert.equal((await click('left', 3)).title, 'triple');
    assert.equal((await click('right', 1)).title, 'right');
    assert.equal((await click('middle', 1)).title, 'middle');
    assert.equal((await keys('Escape')).title, 'Escape');
    assert.equal((await keys('ctrl', 'K')).title, 'Ctrl+k');
    assert.equal((await act({ do: 'keys', keys: ['Shift'], how: 'down' })).title, 'Shift');
    await act({ do: 'keys', keys: ['Shift'], how: 'up' });
    await act({ do: 'scroll', at: at(600, 300), direction: 'down', pixels: 450 });
    assert.equal((await act({ do: 'wait', seconds: 1 })).title, 'List 450');
    assert.match((await act({ do: 'scroll', direction: 'up' })).title, /^List/);
    await assert.rejects(keys('Flux'), /There is no key "Flux"/);
  });

  it('drags, at once and by hand', async () => {
    await open('/drag');
    assert.equal((await act({ do: 'drag', from: at(140, 140), to: at(640, 400) })).title, 'at 600px 360px');
    await act({ do: 'hold', at: at(640, 400) });
    assert.equal((await act({ do: 'release', at: at(320, 240) })).title, 'at 280px 200px');
  });

  it('goes back and forward', async () => {
    await open('/');
    await open('/list');
    assert.equal((await act({ do: 'back' })).url, `${site.url}/`);
    assert.equal((await act({ do: 'forward' })).url, `${site.url}/list`);
  });

  it('tells of a dialog and answers it with the keyboard', async () => {
    await open('/dialog');
    const asked = await act(press(240, 130));
    assert.match(asked.notes.join(), /dialog \(confirm\) is open: "Delete everything\?"/);
    await assert.rejects(act(press(240, 230)), /Nothing was done\. A dialog/);
    assert.equal((await keys('Escape')).title, 'kept');
    await act(press(240, 130));
    assert.equal((await keys('Enter')).title, 'deleted');
    await act(press(240, 230));
    const named = await act({ do: 'type', text: 'Anna', clear: false, enter: true });
    assert.equal(named.title, 'named Anna');
  });

  it('looks into a frame of the same site', async () => {
    await open('/iframe');
    const { pointed } = await act(press(440, 380));
    assert.deepEqual(pointed, { role: 'button', name: 'Send order', css: 'button', frames: ['iframe[name="inner"]'] });
  });

  it('does not wait for what never loads', async () => {
    assert.match((await open('/slow')).notes.join(), /still loading/);
  });

  it('follows a tab and comes back from it', async () => {
    await open('/popup');
    const opened = await act(press(240, 130));
    assert.equal(opened.url, `${site.url}/list`);
    assert.match(opened.notes.join(), /opened a tab/);
    assert.equal((await act({ do: 'back' })).url, `${site.url}/popup`);
  });

  it('refuses downloads and gives no file', async () => {
    await open('/download');
    assert.match((await act(press(240, 130))).notes.join(), /download \(file\.zip\)\. Downloads are refused/);
    assert.match((await act(press(150, 230))).notes.join(), /asked for a file/);
  });

  it('tells the errors of a page', async () => {
    const { problems } = await open('/broken');
    assert.ok(problems.includes('console: price is undefined'), problems.join('\n'));
    assert.ok(problems.includes('uncaught: no cart'));
    assert.ok(problems.includes(`GET ${site.url}/api/price: 500 Internal Server Error`));
  });

  it('reaches no host that is not allowed: not by a redirect, a tab, a frame, a script', async () => {
    const note = /(\S+) was not reached: the person has not allowed it/;
    assert.match((await open('/redirect?to=http://other.example/')).notes.join(), /other\.example was not reached/);
    assert.match((await open('/redirect?to=https://other.example/')).notes.join(), note);
    const hostile = await open('/hostile');
    assert.match(hostile.notes.join(), /evil\.example was not reached/);
    assert.equal(hostile.title, 'Welcome');
    await open('/popup');
    assert.match((await act(press(240, 230))).notes.join(), /other\.example was not reached/);
    await act({ do: 'back' });
  });

  it('reaches a host once it is allowed', async () => {
    allowed.add('castor.test');
    const { notes } = await act({ do: 'navigate', address: 'http://castor.test/' });
    assert.doesNotMatch(notes.join(), /not allowed/);
    allowed.delete('castor.test');
  });

  it('leaves no process and no profile behind', async () => {
    assert.ok(profiles.length > 0);
    await browser.close();
    assert.equal(gone, 1);
    const processes = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
    const left = marks().filter((name) => profiles.includes(name));
    assert.deepEqual(
      left.filter((name) => !processes.includes(name)),
      [],
      'a profile that no browser uses',
    );
    assert.ok(left.length < profiles.length, 'its own is gone');
    await assert.rejects(open('/'), /closed/);
  });
});
