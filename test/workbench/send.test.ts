// The buttons of the composer pressed with the mouse in a real webview, whose frame forbids more than a page in a browser does.

import assert from 'node:assert/strict';
import { on, useCastor } from './castor.ts';

describe('the buttons of the prompt box', () => {
  const castor = useCastor();

  it('send by a click, once', async () => {
    castor().emulator.use([on('click', { do: 'say', text: 'Clicked.' })]);
    await (await castor().prompt()).fill('click on Send');
    await castor().click('Send');
    await castor().sees('Clicked.');
    await castor().idle();
    assert.equal(castor().bodies().length, 1);
    assert.equal(await (await castor().prompt()).inputValue(), '');
  });

  it('stop by a click', async () => {
    castor().emulator.use([on('long', { do: 'say', text: 'Some words' }, { do: 'hang' })]);
    await castor().ask('long one');
    await castor().sees('Some words');
    await castor().click('Stop');
    await castor().idle(2000);
    await castor().sees('Stopped');
  });
});
