// Addresses in, the media that Google may fetch from there out; nothing of this machine or its network.

import assert from 'node:assert/strict';
import { webMedium } from '../../../src/shared/webMedia.ts';

describe('a medium of the web', () => {
  it('is what its address says', () => {
    assert.deepEqual(webMedium(' https://example.org/a/report.PDF?x=1 '), {
      uri: 'https://example.org/a/report.PDF?x=1',
      label: 'report.PDF (example.org)',
      mimeType: 'application/pdf',
    });
    assert.equal(webMedium('https://example.org/show?id=3')?.mimeType, undefined);
    assert.equal(webMedium('https://example.org')?.label, 'example.org');
  });

  it('is a video of YouTube in each of the ways it is written', () => {
    for (const address of [
      'https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=42s',
      'https://youtu.be/dQw4w9WgXcQ?si=abc',
      'http://m.youtube.com/shorts/dQw4w9WgXcQ',
      'https://www.youtube.com/live/dQw4w9WgXcQ',
    ])
      assert.deepEqual(
        webMedium(address),
        { uri: 'https://www.youtube.com/watch?v=dQw4w9WgXcQ', label: 'YouTube dQw4w9WgXcQ', youTube: true },
        address,
      );
    assert.equal(webMedium('https://youtube.com.example.org/watch?v=dQw4w9WgXcQ')?.youTube, undefined);
  });

  it('is none of this machine, of its network, with a password, or of another scheme', () => {
    for (const address of [
      'file:///etc/passwd',
      'https://localhost/a.png',
      'http://127.0.0.1/a.png',
      'http://2130706433/a.png',
      'http://0x7f.1/a.png',
      'http://192.168.1.4/a.png',
      'http://172.20.0.1/a.png',
      'http://169.254.169.254/latest',
      'http://[::1]/a.png',
      'https://nas.local/a.mp4',
      'https://intranet/a.pdf',
      'https://user:word@example.org/a.png',
      'data:image/png;base64,AAAA',
      'not an address',
    ])
      assert.equal(webMedium(address), undefined, address);
  });
});
