// The tools that Google runs: what the person is offered, and what they set for the session that is shown.

import type { ChatPorts, Feature } from './feature.ts';

export function builtInTools(chat: ChatPorts): Feature<'configure_tool' | 'switch_tool' | 'drop_tool'> {
  /** Of what is on by now: the page may ask for the next one before it hears of the last. */
  const without = (tool: string) => (chat.session()?.transcript.options.tools ?? []).filter((name) => name !== tool);
  return {
    commands: {
      async configure_tool({ tool }) {
        const session = chat.session();
        const chosen = session && (await chat.parts.builtIns.configure(tool, session.transcript.options));
        if (chosen) session.setOptions(chosen);
        chat.stateChanged();
      },
      switch_tool: ({ tool, on }) => chat.session()?.setOptions({ tools: [...without(tool), ...(on ? [tool] : [])] }),
      drop_tool({ turn, tool }) {
        const session = chat.session();
        if (!session || session.busy) return;
        session.setOptions({ tools: without(tool) });
        void session.resume(turn, 'retry');
      },
    },
    state: () => ({ tools: chat.parts.builtIns.offers(chat.session()?.transcript.options ?? {}) }),
    // What is offered may say what was chosen.
    happened: (event) => {
      if (event.type === 'options.changed') chat.stateChanged();
    },
  };
}
