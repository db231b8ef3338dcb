// A prompt that begins with `/name` in, the prompt that the model gets out: a table of names and their words.

type Translate = (text: string) => string;

export interface SlashCommand {
  readonly name: string;
  /** One line for the person. */
  detail(t: Translate): string;
  /** What the command is about when the person attached nothing. */
  readonly subject: 'code' | 'changes' | 'none';
  /** For the model, in front of the person's own words. */
  readonly prompt: string;
  /** A side question: the next prompt does not follow it. */
  readonly side?: true;
  /** For a research agent. */
  readonly research?: true;
  /** For a model that draws. */
  readonly image?: true;
}

export const slashCommands: readonly SlashCommand[] = [
  {
    name: 'explain',
    detail: (t) => t('Explain the attached code'),
    subject: 'code',
    prompt:
      'Explain what the attached code does and why it is written this way. Begin with one sentence that says it all.',
  },
  {
    name: 'fix',
    detail: (t) => t('Find and fix what is wrong'),
    subject: 'code',
    prompt:
      'Find what is wrong in the attached code, its problems in the editor included, say it in a sentence, and fix it with the smallest change.',
  },
  {
    name: 'tests',
    detail: (t) => t('Write tests'),
    subject: 'code',
    prompt:
      'Write tests for the attached code with the framework and in the style that this workspace uses already: the ordinary case, the borders, the failures.',
  },
  {
    name: 'doc',
    detail: (t) => t('Write documentation'),
    subject: 'code',
    prompt:
      'Write documentation comments for the attached code in the form that its language and this workspace use. Change no code.',
  },
  {
    name: 'review',
    detail: (t) => t('Review the changes'),
    subject: 'changes',
    prompt:
      'Review what is attached as a careful colleague: what is wrong first, with file and line, then what is risky, then what could be simpler. Change nothing.',
  },
  {
    name: 'commit',
    detail: (t) => t('Write a commit message'),
    subject: 'changes',
    prompt:
      'Write a commit message for the attached changes: an imperative subject of at most 72 characters, an empty line, and why the change is made. Give the message alone, in a code block.',
  },
  {
    name: 'btw',
    detail: (t) => t('Ask on the side: the conversation goes on without it'),
    subject: 'none',
    prompt: '',
    side: true,
  },
  {
    name: 'research',
    detail: (t) => t('Research on the web by an agent, in minutes to an hour; a plan comes first'),
    subject: 'none',
    prompt: '',
    research: true,
  },
  {
    name: 'image',
    detail: (t) => t('Create an image'),
    subject: 'none',
    prompt: '',
    image: true,
  },
];

/** The command that the prompt begins with, and the rest of it. */
export function slashCommandOf(text: string): { readonly command: SlashCommand; readonly rest: string } | undefined {
  const match = /^\s*\/([a-z]+)(?:\s+(.*))?$/s.exec(text);
  const command = slashCommands.find(({ name }) => name === match?.[1]);
  return command && { command, rest: match?.[2]?.trim() ?? '' };
}

/** Any other prompt stays as it is. */
export function expandSlash(text: string): string {
  const found = slashCommandOf(text);
  return found ? [found.command.prompt, found.rest].filter(Boolean).join('\n\n') : text;
}
