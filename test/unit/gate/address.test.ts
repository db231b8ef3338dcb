// Addresses the browser is to open: this machine's own pages, hosts a person allowed, and everything else.

import assert from 'node:assert/strict';
import { judgeAddress, mayReach } from '../../../src/gate/address.ts';

const none = new Set<string>();

describe('addresses of the browser', () => {
  it('lets pages of this machine through, in any spelling the parser knows', () => {
    for (const text of [
      'http://localhost:3000/form',
      'https://localhost',
      'localhost:5173',
      '127.0.0.1:8080/a?b',
      'http://127.1/',
      'http://2130706433/',
      'http://[::1]:4000/',
      'http://app.localhost/',
      'about:blank',
    ]) {
      assert.equal(judgeAddress(text, none).verdict, 'allow', text);
    }
    assert.equal(judgeAddress('localhost:5173', none).address, 'http://localhost:5173/');
  });

  it('asks for every other host, and only that host is allowed by a yes', () => {
    for (const text of [
      'https://example.com',
      'example.com/path',
      'http://0.0.0.0:3000',
      'http://192.168.0.1',
      'http://169.254.169.254/latest',
      'http://localhost.example.com',
      'http://127.0.0.1.example.com',
      'http://[::ffff:7f00:2]/',
    ]) {
      const { verdict, reason = '', host = '' } = judgeAddress(text, none);
      assert.equal(verdict, 'ask_always', text);
      assert.ok(reason.includes(host), reason);
      assert.equal(judgeAddress(text, new Set([host])).verdict, 'allow');
    }
    assert.equal(judgeAddress('https://sub.example.com', new Set(['example.com'])).verdict, 'ask_always');
    assert.equal(judgeAddress('https://example.com.evil.example', new Set(['example.com'])).verdict, 'ask_always');
    assert.equal(judgeAddress('example.com', none).address, 'https://example.com/');
  });

  it('opens no file, script or inner page of the browser, and no address with a password', () => {
    for (const text of [
      'file:///etc/passwd',
      'FILE:///etc/passwd',
      'javascript:alert(1)',
      'data:text/html,x',
      'blob:http://localhost/1',
      'chrome://settings',
      'view-source:http://localhost',
      'devtools://x',
      'ftp://localhost/',
      'http://a:b@localhost/',
      'http://localhost@example.com/',
      '',
      'http://',
      '\u0000file:///etc/passwd',
    ]) {
      assert.equal(judgeAddress(text, none).verdict, 'deny', JSON.stringify(text));
    }
  });

  it('takes the host of a connection as the proxy names it', () => {
    assert.ok(mayReach('LOCALHOST', none));
    assert.ok(mayReach('localhost.', none));
    assert.ok(mayReach('[::1]', none));
    assert.ok(!mayReach('', none));
    assert.ok(!mayReach('notlocalhost', none));
  });
});
