// What Castor relies on of a model that drives a browser and of an agent that researches: checks of the live table.

import type { Step } from '../../src/shared/step.ts';
import { chart } from '../emulator/brain/chart.ts';
import { begun } from './begun.ts';
import type { Asker, Check } from './check.ts';

const computerUse = { type: 'computer_use', environment: 'browser', enable_prompt_injection_detection: true };
const page = { url: 'http://localhost:3000/', title: 'Garden shop' };

/** An agent with a machine of Google's, followed to its end; nothing of it is left running. */
function managed(name: string, mark: Check['mark'], claim: string, agentConfig: object): Check {
  const run = async (asker: Asker) => {
    const agent = { agent: 'antigravity-preview-09-2026', agent_config: agentConfig, environment: 'remote' };
    const started = await begun(asker, { ...agent, model: undefined, input: 'Say ok.' });
    if (typeof started === 'string') return started;
    const { status, steps, raw } = await started.ended();
    return `${status}, steps ${steps.map(({ type }) => type).join(' ')}, fields ${Object.keys(raw).join(' ')}`;
  };
  return { name, claim, mark, run };
}

export const agentChecks: readonly Check[] = [
  {
    name: 'computer-use',
    of: 'computer use',
    claim: 'a step in a browser is called as a function and answered with its url and a picture',
    mark: 'D',
    run: async ({ ask }) => {
      const tools = [computerUse];
      const answer = await ask('Open http://localhost:3000/ in the browser and tell me its title.', { tools });
      if (answer.refused) throw new Error(answer.refused);
      const calls = answer.steps.filter(({ type }) => type === 'function_call') as unknown as readonly {
        readonly id: string;
        readonly name: string;
      }[];
      if (calls.length === 0) throw new Error(`no call: steps ${answer.kinds.join(' ')}`);
      const input = calls.map(
        ({ id, name }): Step => ({
          type: 'function_result',
          call_id: id,
          name,
          result: [
            { type: 'text', text: JSON.stringify(page) },
            { type: 'image', mime_type: 'image/png', data: chart },
          ],
        }),
      );
      const next = await ask('', { tools, previousInteractionId: answer.id, input });
      return `${calls.map(({ name }) => name).join(' ')}, then ${next.refused ?? `${next.status}, steps ${next.kinds.join(' ')}`}`;
    },
  },
  {
    name: 'computer-use-excluded',
    claim: 'functions can be excluded by name',
    mark: 'D',
    run: async ({ ask }) => {
      const tools = [{ ...computerUse, excluded_predefined_functions: ['drag_and_drop', 'hotkey'] }];
      const { refused, status } = await ask('Say ok.', { tools });
      if (refused) throw new Error(refused);
      return status;
    },
  },
  {
    name: 'research',
    of: 'research',
    claim: 'an agent makes a plan in the background, has an id at once, and can be cancelled',
    mark: 'D',
    // It costs more than all the others together.
    needs: 'CASTOR_LIVE_RESEARCH',
    model: 'deep-research-preview-04-2026',
    run: async ({ gemini, model, signal }) => {
      const config = { thinking_summaries: 'auto', visualization: 'auto', collaborative_planning: true };
      const input: readonly Step[] = [
        { type: 'user_input', content: [{ type: 'text', text: 'How round is cheese?' }] },
      ];
      const agentConfig = { type: 'deep-research', ...config };
      const request = { model, input, store: true, background: true, tools: [], agentConfig };
      for await (const event of gemini.open(request, signal)) {
        if (event.type === 'failed') throw new Error(`${event.failure.kind}: ${event.failure.detail ?? ''}`);
        if (event.type !== 'created') continue;
        const { status } = await gemini.get(event.id, { signal });
        await gemini.cancel(event.id, signal);
        return `${event.id.slice(0, 3)}…, ${status}, then ${(await gemini.get(event.id, { signal })).status}`;
      }
      throw new Error('no id came');
    },
  },
  managed('antigravity', 'U', 'the Antigravity agent works in the background', {
    type: 'antigravity',
    max_total_tokens: '20000',
  }),
  managed('code-mender', 'T', 'an agent_config of type code-mender is known', { type: 'code-mender' }),
  managed('dynamic-agent', 'T', 'an agent_config of type dynamic is known', { type: 'dynamic' }),
];
