// A question with or without choices in, the person's answer out.

import * as z from '../agent/calls/schema.ts';
import { defineTool } from '../agent/calls/tool.ts';

export const askUser = defineTool({
  name: 'ask_user',
  effect: 'read',
  description:
    'Asks the person one question and waits for the answer. For decisions that are theirs and that change what you do next; not for permission to use a tool, which is asked for by itself, and not for what you can find out.',
  parameters: z.strictObject({
    question: z.string().check(z.minLength(1), z.maxLength(4_000), z.describe('The question, in plain text.')),
    choices: z.optional(
      z
        .array(z.string().check(z.minLength(1), z.maxLength(500)))
        .check(z.minLength(1), z.maxLength(10), z.describe('Answers to choose from, the one you would take first.')),
    ),
    allow_free_text: z.optional(
      z.boolean().check(z.describe('Whether the person may answer in words of their own. True by default.')),
    ),
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
