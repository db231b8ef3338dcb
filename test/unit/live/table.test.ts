// The machinery of the live table against the emulator: what was seen is told, recorded without the key, and a refusal is a finding.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Emulator, startEmulator } from '../../emulator/server.ts';
import { type Check, capabilities, line, runCheck } from '../../live/check.ts';
import { checks } from '../../live/checks.ts';
import { claims } from '../../live/claims.ts';
import { mediaChecks } from '../../live/mediaChecks.ts';
import { remove, repo, temporaryFolder } from '../../support/repo.ts';

const apiKey = 'AIza-live-table-key-0123456789';
const named = (name: string): Check => checks.find((check) => check.name === name)!;

describe('the live table', () => {
  let emulator: Emulator;
  let folder: string;
  before(async () => {
    emulator = await startEmulator({ apiKey });
  });
  beforeEach(() => {
    folder = temporaryFolder('recordings');
    emulator.reset();
  });
  afterEach(() => remove(folder));
  after(() => emulator.close());
  const place = () => ({ apiKey, model: 'gemini-3.8-flash', baseUrl: emulator.url, folder });

  it('has a name of its own for each claim, and a mark', () => {
    const names = checks.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    for (const { name, claim } of checks) assert.ok(/^[a-z0-9.-]+$/.test(name) && claim.length > 10, name);
  });

  it('looks at each capability once at least', () => {
    const seen = new Set(checks.map(({ of }) => of));
    assert.deepEqual(
      capabilities.filter((one) => !seen.has(one)),
      [],
    );
  });

  it('has a check or a reason for each claim that nobody could verify', function () {
    for (const { at, checks: names = [], why } of claims) {
      assert.ok(why || names.length > 0, at);
      for (const name of names) assert.ok(named(name), `${at}: ${name}`);
    }
    const contract = join(repo, '../shared/api/interactions-api.md');
    if (!existsSync(contract)) {
      console.warn('      NOT RUN: ../shared/api/interactions-api.md is missing.');
      return this.skip();
    }
    const marked = readFileSync(contract, 'utf8')
      .split('\n')
      .filter((text) => /\[(?:[^\]]* )?[UT](?:[ ,][^\]]*)?\]/.test(text) && !text.startsWith('- **['));
    const without = marked.filter((text) => claims.filter(({ at }) => text.includes(at)).length !== 1);
    assert.deepEqual(without, []);
    assert.equal(marked.length, claims.length);
  });

  it('asks, tells what it saw, and records it as it came, without the key', async () => {
    emulator.use([{ name: 'any', answer: [{ do: 'say', text: `ok, not ${apiKey}` }] }]);
    const finding = await runCheck(named('text'), place());
    assert.equal(finding.failed, false);
    assert.match(line(finding), /^SEEN \[R\] text: .*\n\s+completed, steps .*model_output/);
    assert.deepEqual(readdirSync(folder).sort(), ['text-1.request.json', 'text-1.sse']);
    const recorded = readFileSync(join(folder, 'text-1.sse'), 'utf8');
    assert.match(recorded, /^event: interaction\.created\ndata: /);
    assert.match(recorded, /event: done\ndata: \[DONE\]/);
    for (const file of readdirSync(folder))
      assert.doesNotMatch(readFileSync(join(folder, file), 'utf8'), new RegExp(apiKey));
    assert.match(recorded, /KEY-REMOVED/);
  });

  it('makes a finding of a refusal and of what did not come', async () => {
    emulator.use([{ name: 'any', answer: [{ do: 'say', text: 'ok' }] }]);
    const minimal = await runCheck(named('minimal-4-carbon'), place());
    assert.deepEqual([minimal.failed, /completed|not supported/i.test(minimal.seen)], [false, true]);
    const search = await runCheck(named('google-search'), place());
    assert.equal(search.failed, true);
    assert.match(line(search), /^NOT SEEN \[R\] google-search: .*\n\s+no google_search_call/);
    const bad = await runCheck(named('text'), { ...place(), apiKey: 'bad-key' });
    assert.ok(bad.failed && /bad_key/.test(bad.seen));
  });

  it('sees what goes in and comes out as pictures, sounds, videos and documents', async () => {
    const wave = Buffer.alloc(4800).toString('base64');
    const call = { do: 'call', name: 'read_file', arguments: { path: 'it.bin' } } as const;
    emulator.use([
      { name: 'drawn', match: { model: '-image|banana' }, answer: [{ do: 'image' }] },
      {
        name: 'spoken',
        match: { model: '-tts' },
        answer: [{ do: 'media', type: 'audio', mime_type: 'audio/l16', data: wave }],
      },
      { name: 'given', match: { tool_result: 'read_file' }, answer: [{ do: 'say', text: 'A red otter.' }] },
      { name: 'asked', match: { prompt: 'read_file' }, answer: [call] },
      { name: 'any', answer: [{ do: 'say', text: 'Red, an otter and a beaver.' }] },
    ]);
    const video = join(folder, 'film.mp4');
    writeFileSync(video, '\0\0\0\x18ftypisom');
    process.env.CASTOR_LIVE_VIDEO = video;
    for (const check of mediaChecks) {
      const finding = await runCheck(check, { ...place(), folder: join(folder, 'recordings') }, 20_000);
      assert.equal(finding.failed, false, `${check.name}: ${finding.seen}`);
      if (!/elsewhere|plain-text/.test(check.name))
        assert.doesNotMatch(finding.seen, /Unsupported|_request/, check.name);
    }
    delete process.env.CASTOR_LIVE_VIDEO;
    assert.deepEqual(emulator.complaints, []);
  });

  it('drives a browser and starts research as far as a check needs it', async () => {
    emulator.use([
      { name: 'shown', match: { tool_result: 'navigate' }, answer: [{ do: 'say', text: 'Garden shop' }] },
      {
        name: 'browser',
        match: { prompt: '^Open http' },
        answer: [{ do: 'call', name: 'navigate', arguments: { url: 'http://localhost:3000/' } }],
      },
      { name: 'agent', match: { agent: '^deep-research' }, answer: [{ do: 'think', summary: 'Hm.' }, { do: 'stall' }] },
    ]);
    const driven = await runCheck(named('computer-use'), place());
    assert.match(line(driven), /^SEEN \[D\] computer-use: .*\n\s+navigate, then completed, steps .*model_output/);
    const research = await runCheck(named('research'), place());
    assert.match(line(research), /^SEEN \[D\] research: .*\n\s+v1_…, in_progress, then cancelled/);
    assert.deepEqual(emulator.complaints, []);
  });

  it('tells what became of an agent, of a failure and of an interaction of another project', async () => {
    const broken = { do: 'error', code: 'not_found', message: 'No picture.', done: true } as const;
    emulator.use([
      {
        name: 'slow',
        times: 1,
        match: { agent: '^antigravity' },
        answer: [
          { do: 'stall', ms: 300 },
          { do: 'say', text: 'ok' },
        ],
      },
      { name: 'broken', match: { prompt: 'What is in it' }, answer: [broken] },
      { name: 'any', answer: [{ do: 'say', text: 'ok' }] },
    ]);
    process.env.CASTOR_LIVE_OTHER_ID = 'v1_of-another';
    const expected = {
      antigravity: /^completed, steps .*model_output, fields id status .*agent/,
      'code-mender': /^completed, /,
      'dynamic-agent': /^completed, /,
      'failed-errors': /^failed, errors \[\{"code":"not_found","message":"No picture\."\}\]$/,
      'error-then-done': /^… \S+ error done$/,
      'cancel-foreground': /Only background interactions can be cancelled/,
      'foreign-id': /^404 .*v1_of-another/,
    };
    for (const [name, seen] of Object.entries(expected)) {
      const finding = await runCheck(named(name), place(), 20_000);
      assert.equal(finding.failed, false, `${name}: ${finding.seen}`);
      assert.match(finding.seen, seen, name);
    }
    delete process.env.CASTOR_LIVE_OTHER_ID;
    assert.deepEqual(emulator.complaints, []);
  });

  it('leaves no agent running that does not end in time', async () => {
    emulator.use([{ name: 'agent', match: { agent: '^antigravity' }, answer: [{ do: 'stall' }] }]);
    const finding = await runCheck(named('antigravity'), place(), 500);
    assert.equal(finding.failed, true);
    assert.ok(emulator.requests.some(({ method, path }) => method === 'POST' && path.endsWith('/cancel')));
  });

  it('can run every check to its end', async () => {
    emulator.use([{ name: 'any', answer: [{ do: 'say', text: '{"price": 2}' }] }]);
    for (const check of checks.filter(({ needs }) => !needs)) {
      const finding = await runCheck(check, place(), 20_000);
      assert.ok(finding.seen.length > 0 && finding.files.length > 0, check.name);
      assert.doesNotMatch(finding.seen, /Cannot read|is not a function|undefined \(/, `${check.name}: ${finding.seen}`);
    }
    assert.deepEqual(emulator.complaints, []);
  });
});
