// "Read Aloud" and "Transcribe" in a real VS Code: the request, the player with the API's own bytes, the WAV file, the words in the prompt box.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { spoken, tone } from '../support/tone.ts';
import { on, until, useCastor } from './castor.ts';
import { openFile, select } from './editor.ts';
import { attached, chip, chips, clear } from './prompt.ts';

/** A tenth of a second of a tone. */
const samples = tone(2400);

describe('speech', () => {
  const castor = useCastor();

  const reading = {
    name: 'spoken',
    match: { model: 'tts' },
    answer: [
      spoken(samples),
      {
        do: 'usage',
        usage: {
          total_tokens: 270,
          total_input_tokens: 20,
          input_tokens_by_modality: [{ modality: 'text', tokens: 20 }],
          total_output_tokens: 250,
          output_tokens_by_modality: [{ modality: 'audio', tokens: 250 }],
        },
      },
    ],
  } as const;
  const player = async () => (await castor().chat()).getByRole('region', { name: 'Read aloud' });
  const spokenBodies = () =>
    castor()
      .bodies()
      .filter(({ model }) => model === 'gemini-3.8-flash-tts');

  const firstList = 'Voice to read aloud with';
  const secondList = 'Voice of the second speaker';
  const listOf = (title: string) => castor().page.locator('.quick-input-widget').filter({ hasText: title });
  const choose = async (title: string, voice: string) => {
    const list = listOf(title);
    await list.locator('input[type=text]').first().fill(voice);
    await list.locator('.quick-input-list .monaco-list-row', { hasText: voice }).first().click();
    await list.waitFor({ state: 'hidden' });
  };

  const readAloud = async (turn: Locator) => {
    await turn.getByRole('button', { name: 'More actions' }).click();
    await (await castor().chat()).getByRole('menuitem', { name: 'Read aloud' }).click();
  };

  beforeEach(() => {
    castor().emulator.use([reading, on('Talk', { do: 'say', text: '**Hello** there, `world`.' })]);
  });
  /** What the meter of the session says of a modality: tokens in and out. */
  const metered = async (row: string) => {
    await castor().click(/tokens used in this session/);
    const table = (await castor().chat()).getByRole('dialog', { name: 'This session' });
    await table.getByRole('row', { name: row }).waitFor();
    await castor().page.keyboard.press('Escape');
  };
  afterEach(async () => {
    const close = (await castor().chat()).getByRole('button', { name: 'Close the player' });
    if ((await close.count()) > 0) await close.click();
    await clear(castor());
  });

  it('reads an answer aloud, in a player that has its length, and saves it as WAV', async () => {
    const turn = await castor().asked('Talk to me');
    await readAloud(turn);
    const audio = (await player()).locator('audio');
    await audio.waitFor();
    await until('its length', async () => (await audio.evaluate((one) => (one as HTMLAudioElement).duration)) > 0);
    const facts = await audio.evaluate((one) => {
      const { src, duration, controls } = one as HTMLAudioElement;
      return { src, duration, controls };
    });
    assert.match(facts.src, /^blob:/);
    assert.equal(facts.controls, true);
    assert.equal(Math.round(facts.duration * 10), 1);
    await castor().workbench.screenshot('speech-player');
    assert.deepEqual(spokenBodies(), [
      {
        model: 'gemini-3.8-flash-tts',
        input: [{ type: 'user_input', content: [{ type: 'text', text: 'Hello there, world.' }] }],
        generation_config: { speech_config: { speakers: [{ voice: 'Kore' }] } },
        response_format: { type: 'audio', mime_type: 'audio/l16', sample_rate: 24_000 },
        store: false,
        stream: true,
      },
    ]);
    await metered('audio 0 / 250');
    await castor().click('Save as WAV');
    const box = castor().page.locator('.quick-input-widget input[type=text]').first();
    await box.waitFor();
    await box.press('Enter');
    const saved = () => readdirSync(castor().folder).find((name) => name.endsWith('.wav'));
    await until('a file', () => saved() !== undefined);
    const bytes = readFileSync(join(castor().folder, saved()!));
    assert.deepEqual([bytes.toString('latin1', 0, 4), bytes.length], ['RIFF', 44 + samples.length]);
    await castor().click('Close the player');
    await (await player()).waitFor({ state: 'detached' });
  });

  it('reads a selection of the answer alone, and in other voices', async () => {
    const turn = await castor().asked('Talk to me');
    await turn.getByText('Hello').dblclick();
    await readAloud(turn);
    await (await player()).locator('audio').waitFor();
    await castor().click('Choose voices…');
    await choose(firstList, 'Leda');
    await choose(secondList, 'Charon');
    castor().emulator.use([reading, on('Play', { do: 'say', text: 'Ada: Hi.\n\nBob: Ho.' })]);
    await readAloud(await castor().asked('Play'));
    await until('another request', () => spokenBodies().length === 2);
    const [first, second] = spokenBodies();
    assert.deepEqual((first!.input[0] as unknown as { content: object }).content, [{ type: 'text', text: 'Hello' }]);
    assert.deepEqual(second!.generation_config, {
      speech_config: {
        speakers: [
          { speaker: 'Ada', voice: 'Leda' },
          { speaker: 'Bob', voice: 'Charon' },
        ],
      },
    });
  });

  it('reads in the voices that were chosen from the palette, one alone and two in a dialogue; none is kept when the second list is left', async () => {
    const chooseVoices = () => castor().workbench.runCommand('Castor: Choose Voices…');
    await chooseVoices();
    await choose(firstList, 'Puck');
    await choose(secondList, 'Fenrir');
    await chooseVoices();
    // What was chosen comes first.
    const rows = listOf(firstList).locator('.quick-input-list .monaco-list-row');
    await until('Puck is first', async () => /^Puck/.test(await rows.first().innerText()));
    await choose(firstList, 'Zephyr');
    await listOf(secondList).waitFor();
    await castor().workbench.screenshot('speech-voices');
    await castor().page.keyboard.press('Escape');
    await listOf(secondList).waitFor({ state: 'hidden' });

    castor().emulator.use([
      reading,
      on('Talk', { do: 'say', text: '**Hello** there, `world`.' }),
      on('Play', { do: 'say', text: 'Ada: Hi.\n\nBob: Ho.' }),
    ]);
    await readAloud(await castor().asked('Talk to me'));
    await (await player()).locator('audio').waitFor();
    await readAloud(await castor().asked('Play'));
    await until('another request', () => spokenBodies().length === 2);
    const body = (text: string, speakers: readonly object[]) => ({
      model: 'gemini-3.8-flash-tts',
      input: [{ type: 'user_input', content: [{ type: 'text', text }] }],
      generation_config: { speech_config: { speakers } },
      response_format: { type: 'audio', mime_type: 'audio/l16', sample_rate: 24_000 },
      store: false,
      stream: true,
    });
    assert.deepEqual(spokenBodies(), [
      body('Hello there, world.', [{ voice: 'Puck' }]),
      body('Ada: Hi.\n\nBob: Ho.', [
        { speaker: 'Ada', voice: 'Puck' },
        { speaker: 'Bob', voice: 'Fenrir' },
      ]),
    ]);
  });

  it('reads a selection of the editor', async () => {
    await openFile(castor(), 'README.md');
    await select(castor(), 1, 1);
    await castor().workbench.runCommand('Castor: Read Aloud');
    // What an earlier test had read may still be there.
    await until('its own request', () => spokenBodies().length === 1, 20_000);
    await (await player()).locator('audio').waitFor({ timeout: 20_000 });
    const [body] = spokenBodies();
    const [line = ''] = castor().read('README.md').split('\n');
    assert.deepEqual((body!.input[0] as unknown as { content: object }).content, [
      { type: 'text', text: line.replace(/^#+ /, '') },
    ]);
    await castor().workbench.runCommand('View: Close All Editors');
  });

  it('says why nothing was read', async () => {
    castor().emulator.use([
      {
        name: 'no',
        match: { model: 'tts' },
        answer: [{ do: 'fail', status: 429, code: 'quota_exceeded', message: 'Quota exceeded per day' }],
      },
      on('Talk', { do: 'say', text: 'Hello.' }),
    ]);
    await readAloud(await castor().asked('Talk'));
    await castor()
      .page.getByText(/It was not read aloud\./)
      .first()
      .waitFor();
    await (await player()).waitFor({ state: 'detached' });
    await castor().workbench.runCommand('Notifications: Clear All Notifications');
  });

  it('records what is said, where the frame allows it, and writes it down', async () => {
    castor().emulator.use([
      { name: 'heard', match: { model: 'transcribe' }, answer: [{ do: 'say', text: 'Add a test.' }] },
    ]);
    await castor().workbench.context.grantPermissions(['microphone']);
    await castor().click('Record sound');
    await castor()
      .button('Stop recording')
      .then((stop) => stop.waitFor());
    // What is recorded has a length; nothing on the page waits for it.
    await castor().page.waitForTimeout(1000);
    await castor().click('Stop recording');
    const recorded = await chip(castor(), /^Recording \d/);
    await recorded.getByRole('button', { name: /^Transcribe Recording/ }).click();
    await until('the words', async () => (await (await castor().prompt()).inputValue()) === 'Add a test.');
    const [{ content }] = castor().bodies()[0]!.input as unknown as readonly [
      { readonly content: readonly [{ readonly data: string }] },
    ];
    const { data, ...rest } = content[0];
    assert.deepEqual(rest, { type: 'audio', mime_type: 'audio/webm' });
    assert.equal(Buffer.from(data, 'base64').readUInt32BE(0), 0x1a45dfa3);
  });

  it('writes down what an attached sound says, into the prompt box', async () => {
    castor().emulator.use([
      {
        name: 'heard',
        match: { model: 'transcribe' },
        answer: [
          { do: 'say', text: 'Add a test for the cart.' },
          {
            do: 'usage',
            usage: {
              total_tokens: 40,
              total_input_tokens: 32,
              input_tokens_by_modality: [{ modality: 'audio', tokens: 32 }],
              total_output_tokens: 8,
            },
          },
        ],
      },
    ]);
    writeFileSync(join(castor().folder, 'note.wav'), Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVE'), samples]));
    await attached(castor(), '@note.wav', /^note\.wav/);
    await (await castor().prompt()).fill('Please:');
    await castor().click('Transcribe note.wav');
    const box = await castor().prompt();
    await until('the words', async () => (await box.inputValue()) === 'Please:\nAdd a test for the cart.');
    assert.equal(await (await chips(castor())).count(), 0);
    await metered('audio 32 / 0');
    assert.deepEqual(castor().bodies(), [
      {
        model: 'gemini-3.5-transcribe',
        input: [
          {
            type: 'user_input',
            content: [
              {
                type: 'audio',
                mime_type: 'audio/wav',
                data: readFileSync(join(castor().folder, 'note.wav')).toString('base64'),
              },
            ],
          },
        ],
        store: false,
        stream: true,
      },
    ]);
  });
});
