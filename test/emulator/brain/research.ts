// A request to a research agent in, its plan or its report out: thoughts, searches, pages, a chart, cited words that are not ASCII.

import { newestPrompt } from '../match.ts';
import type { Action } from '../scenario.ts';
import type { CreateRequest } from '../validate/request.ts';
import { chart } from './chart.ts';
import { say } from './voice.ts';

/** What the person asked first: the subject of the plan and of the report. */
function subjectOf({ timeline }: CreateRequest): string {
  const first = timeline.find(({ type }) => type === 'user_input');
  const line =
    newestPrompt(first ? [first] : [])
      .trim()
      .split('\n')
      .at(-1) ?? '';
  return line.slice(0, 120) || 'nothing in particular';
}

const thought = (title: string, text: string): Action => ({
  do: 'think',
  summary: `**${title}**\n\n${text}\n\n`,
  chunk: 12,
  delay: 60,
  signature: '',
});

export function plan(request: CreateRequest): readonly Action[] {
  const wish = request.previous
    ? `\n4. Heed what you asked for: ${newestPrompt(request.timeline).trim().slice(0, 200)}`
    : '';
  return [
    thought('Generating research plan', 'I am a simulator: this plan is made of your own words.'),
    say(
      `# Research plan: ${subjectOf(request)}\n\n1. Find what is known, and who says it.\n2. Compare the numbers of the last years.\n3. Weigh the sources against each other.${wish}\n`,
    ),
  ];
}

/** Byte offsets of the words in the text, as an annotation has them. */
const cite = (text: string, words: string, title: string, url: string): Readonly<Record<string, unknown>> => {
  const start = Buffer.byteLength(text.slice(0, text.indexOf(words)));
  return { type: 'url_citation', url, title, start_index: start, end_index: start + Buffer.byteLength(words) };
};

export function report(request: CreateRequest): readonly Action[] {
  const subject = subjectOf(request);
  const text = `# ${subject}\n\n## Zusammenfassung\n\nI am a simulator, and nothing of this was looked up. Käse aus Zürich ist 100 % rund 🧀. 東京の人口は増えている。\n\n## Numbers\n\n| Year | Value |\n| --- | ---: |\n| 2025 | 40 |\n| 2026 | 75 |\n\nThe chart shows the same.\n\n`;
  const end = '\n\n## What follows\n\nAsk in the prompt box what you want to know of it.\n';
  return [
    thought('Planning the search', 'Where could the answer stand?'),
    { do: 'search', queries: [subject, `${subject} numbers`] },
    { do: 'stall', ms: 1500 },
    thought('Reading the sources', 'Two of them agree, one does not.'),
    { do: 'url_context', urls: ['https://example.com/cheese', 'https://example.org/tokyo'] },
    { do: 'stall', ms: 1500 },
    thought('Writing the report', 'The numbers first.'),
    {
      do: 'message',
      parts: [
        {
          text,
          chunk: 8,
          delay: 20,
          annotations: [
            cite(text, 'Käse aus Zürich ist 100 % rund 🧀.', 'example.com', 'https://example.com/cheese'),
            cite(text, '東京の人口は増えている。', 'example.org', 'https://example.org/tokyo'),
          ],
        },
        { type: 'image', mime_type: 'image/png', data: chart },
        { text: end, chunk: 8, delay: 20 },
      ],
    },
  ];
}
