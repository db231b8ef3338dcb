// A first start in a real VS Code: no key until one is set, no tools until the workspace is trusted; each is said.

import assert from 'node:assert/strict';
import { type Castor, goodKey, on, photograph, startCastor } from './castor.ts';

describe('a first start in an untrusted workspace', () => {
  let castor: Castor;
  before(async function () {
    this.timeout(600_000);
    castor = await startCastor({
      askTrust: true,
      settings: { 'security.workspace.trust.startupPrompt': 'never' },
    });
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') return photograph(castor, this.currentTest.fullTitle());
    assert.deepEqual(castor.emulator.complaints, []);
  });
  after(() => castor?.close());

  const notice = 'This workspace is not trusted: Castor can chat, but not read or change files.';

  it('without a key: asks for one, keeps the words typed meanwhile, and then answers', async () => {
    castor.emulator.use([on('hi', { do: 'say', text: 'With a key.' })]);
    await (await castor.chat()).getByText('Connect to Gemini').waitFor();
    const box = await castor.prompt();
    await box.fill('hi there');
    await castor.click('Set API key');
    await castor.typeKey(goodKey);
    await (await castor.chat()).getByText('Connect to Gemini').waitFor({ state: 'detached' });
    assert.equal(await box.inputValue(), 'hi there');
    await box.press('Enter');
    await castor.sees('With a key.');
    await castor.idle();
    const keys = castor.opened().map(({ headers }) => headers['x-goog-api-key']);
    assert.deepEqual(keys, [goodKey]);
  });

  it('says that it is not trusted, and sends neither tools nor a word about having them', async () => {
    castor.emulator.use([on('hi', { do: 'say', text: 'I see nothing here.' })]);
    await (await castor.chat()).getByText(notice).waitFor();
    await castor.asked('hi');
    await castor.sees('I see nothing here.');
    const body = castor.bodies().at(-1);
    assert.equal('tools' in body!, false);
    assert.match(String(body?.system_instruction), /You have no tools in this workspace/);
  });

  it('a call the model makes up all the same is refused, and no file is touched', async () => {
    const call = {
      do: 'call',
      name: 'create_file',
      arguments: { path: 'evil.txt', content: 'x' },
      undeclared: true,
    } as const;
    castor.emulator.use([on('evil', call), { name: 'then', answer: [{ do: 'say', text: 'No tools, then.' }] }]);
    await castor.asked('evil');
    await castor.sees('No tools, then.');
    assert.throws(() => castor.read('evil.txt'), /ENOENT/);
    const [result] = castor.bodies().at(-1)!.input;
    assert.deepEqual([result?.type, result?.is_error], ['function_result', true]);
  });

  it('once trusted, the next prompt of the same session has tools', async () => {
    castor.emulator.use([on('now', { do: 'say', text: 'Now I have tools.' })]);
    await castor.workbench.runCommand('Workspaces: Manage Workspace Trust');
    await castor.page
      .getByRole('button', { name: /^Trust/ })
      .first()
      .click();
    await castor.page.getByText('You trust this folder').waitFor();
    await castor.page
      .getByRole('dialog')
      .getByRole('button', { name: /^Close/ })
      .click();
    await (await castor.chat()).getByText(notice).waitFor({ state: 'detached' });
    await castor.asked('now');
    await castor.sees('Now I have tools.');
    const body = castor.bodies().at(-1);
    assert.ok(body?.tools?.some(({ name }) => name === 'apply_edit'));
    assert.ok(body?.previous_interaction_id);
    assert.match(String(body?.system_instruction), /Use the tools/);
  });
});
