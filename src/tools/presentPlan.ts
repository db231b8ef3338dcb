// A plan in Markdown in, shown to the person as a document that they edit and accept; offered in plan mode alone.

import * as z from '../agent/calls/schema.ts';
import { defineTool } from '../agent/calls/tool.ts';

export const presentPlan = defineTool({
  name: 'present_plan',
  effect: 'read',
  description:
    'Shows the person your plan. They edit it and accept it, or tell you what to change. Call it once, when you have looked at all you need to know; then end your turn.',
  parameters: z.strictObject({
    title: z.string().check(z.minLength(1), z.maxLength(120), z.describe('What the plan is for, in a few words.')),
    plan: z
      .string()
      .check(
        z.minLength(1),
        z.maxLength(100_000),
        z.describe(
          'The plan in Markdown: the steps in order, with the files each one touches, and how to check the result.',
        ),
      ),
  }),
  title: ({ title }) => (title ? `Plan: ${title}` : 'Plan'),
  targets: () => [],
  when: ({ plan }) => plan === true,
  async run() {
    return {
      content: 'The person has the plan in front of them. End your turn; they will accept it or answer.',
    };
  },
});
