// Background turns in a real VS Code: switched on in the prompt box, the window loaded again or the network gone in the middle, one request in all.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { on, onResult, until, useCastor } from './castor.ts';

/** Process id of the extension host of the server that keeps its data there. */
function extensionHost(data: string): number {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const commandOf = (pid: string) => readIfThere(`/proc/${pid}/cmdline`);
  const parentOf = (pid: string) => /^PPid:\s*(\d+)/m.exec(readIfThere(`/proc/${pid}/status`))?.[1] ?? '';
  const belongs = (pid: string): boolean =>
    pid !== '' && pid !== '0' && (commandOf(pid).includes(data) || belongs(parentOf(pid)));
  const found = pids.find((pid) => commandOf(pid).includes('--type=extensionHost') && belongs(pid));
  assert.ok(found, 'an extension host runs');
  return Number(found);
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

describe('background', () => {
  const castor = useCastor();
  const words = Array.from({ length: 80 }, (_, at) => `word${at}`).join(' ');
  const slow = { do: 'say', text: words, chunk: 6, delay: 180 } as const;
  const create = { do: 'call', name: 'create_file', arguments: { path: 'made.txt', content: 'made\n' } } as const;
  const switchOn = async () => {
    await castor().option('switch', 'Background', (control) => control.click());
    await (await castor().button('Switch off Background')).waitFor();
  };
  const paths = () => castor().emulator.requests.map(({ method, path }) => `${method} ${path}`);
  const textOf = async (prompt: string) => (await castor().turn(prompt)).innerText();
  const onceEach = async (prompt: string) => {
    const text = await textOf(prompt);
    assert.equal(text.split(words).length, 2, text);
    assert.equal(text.match(/word/g)?.length, 80, text);
  };

  it('a window loaded again in mid-answer: picked up where it stopped, every word once, one request', async () => {
    castor().emulator.use([on('tell', slow), on('next', { do: 'say', text: 'Next answer.' })]);
    await switchOn();
    await castor().ask('tell me');
    await castor().sees(/word9 /);
    await castor().sees('Runs in the background: it goes on while VS Code is closed.');
    await castor().workbench.screenshot('background-running');
    await castor().workbench.reload();
    await castor().sees(/word79/, 45_000);
    await castor().idle();
    await onceEach('tell me');
    assert.equal((await textOf('tell me')).includes('Interrupted'), false);
    assert.equal(castor().bodies().length, 1);
    assert.equal((castor().bodies()[0] as { background?: boolean }).background, true);
    // Where the window was slower than the answer, there is no stream left to go on with.
    const streams = paths().filter((path) => /stream=true/.test(path));
    assert.ok(
      streams.every((path) => /last_event_id=/.test(path)),
      streams.join('\n'),
    );
    assert.ok(paths().some((path) => /stream=false/.test(path)));
    // The switch is part of the session, and the chain goes on.
    await castor().asked('next');
    await castor().sees('Next answer.');
    assert.match(String(castor().bodies()[1]?.previous_interaction_id), /^v1_/);
    assert.equal((castor().bodies()[1] as { background?: boolean }).background, true);
  });

  it('a window that is closed while it answers: all of it is there when it opens again', async () => {
    castor().emulator.use([on('tell', { do: 'say', text: words, chunk: 40, delay: 20 }, { do: 'stall', ms: 300 })]);
    await switchOn();
    await castor().ask('tell me');
    await castor().sees(/word1 /);
    const address = castor().page.url();
    await castor().page.goto('about:blank');
    // Longer than the answer takes: nobody asks for it meanwhile.
    await castor().page.waitForTimeout(3000);
    await castor().page.goto(address);
    await castor().workbench.reload();
    await castor().idle();
    await onceEach('tell me');
    assert.equal(castor().bodies().length, 1);
  });

  it('an extension host that is killed: what was shown is kept, and the answer goes on where it was', async function () {
    if (process.platform !== 'linux') return this.skip();
    castor().emulator.use([on('tell', slow)]);
    await switchOn();
    await castor().ask('tell me');
    await castor().sees(/word4 /);
    process.kill(extensionHost(castor().served.data), 'SIGKILL');
    await castor().workbench.reload();
    await castor().sees(/word79/, 45_000);
    await castor().idle();
    await onceEach('tell me');
    assert.equal(castor().bodies().length, 1);
  });

  it('a call that waits for the person is asked for again after a reload, and made once', async () => {
    castor().emulator.use([on('make', create), onResult('make', 'create_file', { do: 'say', text: 'Made.' })]);
    await switchOn();
    await castor().ask('make it');
    await castor().approval();
    await castor().workbench.reload();
    await castor().answer('Allow');
    await castor().sees('Made.');
    await castor().idle();
    assert.equal(castor().read('made.txt'), 'made\n');
    assert.equal(castor().bodies().length, 2);
  });

  it('Stop ends it at the service, too', async () => {
    castor().emulator.use([on('tell', slow)]);
    await switchOn();
    await castor().ask('tell me');
    await castor().sees(/word2 /);
    await castor().click('Stop');
    await castor().sees('Stopped');
    await until('it is cancelled', () => paths().some((path) => /^POST .*\/cancel$/.test(path)));
  });

  it('a connection that is lost in mid-answer: it goes on by itself', async () => {
    castor().emulator.use([
      on('tell', { do: 'say', text: 'word0 word1' }, { do: 'drop' }, { do: 'say', text: ' and the end.' }),
    ]);
    await switchOn();
    await castor().asked('tell me');
    await castor().sees(/and the end\./);
    assert.equal((await textOf('tell me')).match(/word0/g)?.length, 1);
    assert.equal(castor().bodies().length, 1);
  });

  it('an answer that waits its turn at the service says so', async () => {
    const queued = { event_type: 'interaction.status_update', interaction_id: '$id', status: 'queued' };
    castor().emulator.use([
      on('tell', { do: 'raw', event: queued }, { do: 'stall', ms: 2500 }, { do: 'say', text: 'At last.' }),
    ]);
    await switchOn();
    await castor().ask('tell me');
    await castor().sees('Queued at Google');
    await castor().sees('At last.');
    await castor().idle();
    assert.equal(await (await castor().turns()).getByText('Queued at Google').count(), 0);
  });

  it('a connection that never comes back before the service is done: its record has the rest', async () => {
    castor().emulator.use([
      on('tell', { do: 'say', text: 'Half' }, { do: 'drop' }, { do: 'say', text: ' and whole.' }),
      {
        name: 'no stream',
        match: { operation: 'resume' },
        answer: [{ do: 'fail', status: 400, code: 'invalid_request', message: 'No stream.' }],
      },
    ]);
    await switchOn();
    await castor().asked('tell me');
    await castor().sees(/Half and whole\./);
    assert.equal(castor().bodies().length, 1);
  });
});
