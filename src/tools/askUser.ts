// A question with or without choices in, the person's answer out.

import * as z from 'zod';
import { defineTool } from '../agent/calls/tool.ts';

export const askUser = defineTool({
  name: 'ask_user',
  effect: 'read',
  description:
    'Asks the person one question and waits for the answer. For decisions that are theirs and that change what you do next; not for permission to use a tool, which is asked for by itself, and not for what you can find out.',
  parameters: z.object({
    question: z.string().min(1).max(4_000).describe('The question, in plain text.'),
    choices: z
      .array(z.string().min(1).max(500))
      .min(1)
      .max(10)
      .optional()
      .describe('Answers to choose from, the one you would take first.'),
    allow_free_text: z
      .boolean()
      .optional()
      .describe('Whether the person may answer in words of their own. True by default.'),
  }),
  title: ({ question }) => (question ? `Ask: ${question}` : 'Ask the person'),
  targets: () => [],
  async run({ question, choices = [], allow_free_text: free = true }, { ask }) {
    const answer = await ask({
      text: question,
      choices: [...new Set(choices)],
      freeText: free || choices.length === 0,
    });
    return { content: `The person answered: ${answer}`, summary: answer };
  },
});
