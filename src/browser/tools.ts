// The API's functions for driving a browser: one call in, one step of the person's browser made, the page as it then is out.

import * as z from 'zod/mini';
import type { Act, Browser, Direction, Look, Spot } from '../agent/calls/browser.ts';
import type { Asking, Tool, ToolContext, ToolResult } from '../agent/calls/tool.ts';
import { ToolError } from '../agent/workspace.ts';
import { judgeAddress } from '../gate/address.ts';

/** Thousandths, 0 to 999. */
const thousandth = z.number().check(z.gte(0), z.lte(1000));
const spot = { x: thousandth, y: thousandth };
const text = z.string().check(z.maxLength(20_000));
const key = z.string().check(z.minLength(1), z.maxLength(40));
const direction = z.enum(['up', 'down', 'left', 'right']);
const far = z.optional(z.number().check(z.gte(0), z.lte(10_000)));
const decision = z.looseObject({ decision: z.optional(z.string()), explanation: z.optional(z.string()) });
/** With every function. `safety_decision`: of the service's own check. */
const always = { intent: z.optional(z.string()), safety_decision: z.optional(decision) };

interface Args {
  readonly intent?: string;
  readonly safety_decision?: z.infer<typeof decision>;
  readonly [name: string]: unknown;
}

interface Function {
  readonly parameters: Readonly<Record<string, z.core.$ZodType>>;
  /** What a person reads; the model's reason follows it. */
  title(args: Args): string;
  act(args: Args): Act;
}

const at = ({ x, y }: Args): Spot => ({ x: Number(x), y: Number(y) });
const where = ({ x, y }: Args): string => (x === undefined ? '' : ` (${x}, ${y})`);

function pressing(title: string, button: 'left' | 'middle' | 'right', count = 1): Function {
  return {
    parameters: spot,
    title: (args) => `${title}${where(args)}`,
    act: (args) => ({ do: 'click', at: at(args), button, count }),
  };
}

function pointing(title: string, what: 'hold' | 'release' | 'hover'): Function {
  return { parameters: spot, title: (args) => `${title}${where(args)}`, act: (args) => ({ do: what, at: at(args) }) };
}

function pressingKeys(title: string, how: 'press' | 'down' | 'up'): Function {
  return {
    parameters: { key },
    title: (args) => `${title} ${args.key ?? 'a key'}`,
    act: (args) => ({ do: 'keys', keys: combination(String(args.key)), how }),
  };
}

function plain(title: string, act: Act): Function {
  return { parameters: {}, title: () => title, act: () => act };
}

/** `Control+A` → its keys; a plus alone is a key. */
function combination(keys: string): readonly string[] {
  return keys.length > 1 ? keys.split('+').map((one) => (one === '' ? '+' : one)) : [keys];
}

const typing = {
  title: (args: Args) => `Type ${JSON.stringify(args.text ?? '')}${where(args)}`,
  act: (args: Args): Act => ({
    do: 'type',
    text: String(args.text),
    ...(typeof args.x === 'number' ? { at: at(args) } : {}),
    clear: (args.clear_before_typing ?? typeof args.x === 'number') === true,
    enter: (args.press_enter ?? typeof args.x === 'number') === true,
  }),
};

function scrolling(name: 'magnitude_in_pixels' | 'magnitude', normally: number): Function {
  return {
    parameters: { ...spot, direction, [name]: far },
    title: (args) => `Scroll ${args.direction ?? ''}`,
    act: (args) => ({
      do: 'scroll',
      at: at(args),
      direction: args.direction as Direction,
      pixels: Number(args[name] ?? normally),
    }),
  };
}

/** Where `search` leads: complete, in the parser's spelling. */
const searchPage = 'https://www.google.com/';

/**
 * What the service may call while `computer_use` is on for a browser, with arguments and defaults as the API documents them. The first twenty are
 * those of models from 3.5 on, the rest those of earlier ones.
 */
const functions: Readonly<Record<string, Function>> = {
  click: pressing('Click', 'left'),
  double_click: pressing('Double-click', 'left', 2),
  triple_click: pressing('Triple-click', 'left', 3),
  middle_click: pressing('Middle-click', 'middle'),
  right_click: pressing('Right-click', 'right'),
  mouse_down: pointing('Hold the mouse button', 'hold'),
  mouse_up: pointing('Let the mouse button go', 'release'),
  move: pointing('Point', 'hover'),
  type: { parameters: { text, press_enter: z.optional(z.boolean()) }, ...typing },
  drag_and_drop: {
    // Those of earlier models begin at x, y.
    parameters: Object.fromEntries(
      ['start_x', 'start_y', 'end_x', 'end_y', 'x', 'y', 'destination_x', 'destination_y'].map((name) => [
        name,
        z.optional(thousandth),
      ]),
    ),
    title: () => 'Drag',
    act: (args) => ({ do: 'drag', from: corner(args, 'start_x', 'x'), to: corner(args, 'end_x', 'destination_x') }),
  },
  wait: {
    parameters: { seconds: z.optional(z.number().check(z.gte(0), z.lte(30))) },
    title: ({ seconds = 1 }) => `Wait ${seconds} s`,
    act: ({ seconds = 1 }) => ({ do: 'wait', seconds: Number(seconds) }),
  },
  press_key: pressingKeys('Press', 'press'),
  key_down: pressingKeys('Hold', 'down'),
  key_up: pressingKeys('Let go of', 'up'),
  hotkey: {
    parameters: { keys: z.array(key).check(z.minLength(1), z.maxLength(6)) },
    title: ({ keys }) => `Press ${Array.isArray(keys) ? keys.join('+') : 'keys'}`,
    act: ({ keys }) => ({ do: 'keys', keys: keys as readonly string[], how: 'press' }),
  },
  take_screenshot: plain('Look at the page', { do: 'look' }),
  scroll: scrolling('magnitude_in_pixels', 300),
  go_back: plain('Go back', { do: 'back' }),
  navigate: {
    parameters: { url: z.string().check(z.minLength(1), z.maxLength(4000)) },
    title: ({ url = 'a page' }) => `Open ${brief(String(url))}`,
    act: ({ url }) => ({ do: 'navigate', address: String(url) }),
  },
  go_forward: plain('Go forward', { do: 'forward' }),
  /** To where a search begins. The API names no engine; its own examples take Google's. */
  search: plain(`Open ${new URL(searchPage).host}`, { do: 'navigate', address: searchPage }),
  open_web_browser: plain('Open the browser', { do: 'look' }),
  wait_5_seconds: plain('Wait 5 s', { do: 'wait', seconds: 5 }),
  click_at: pressing('Click', 'left'),
  hover_at: pointing('Point', 'hover'),
  type_text_at: {
    parameters: { ...spot, text, press_enter: z.optional(z.boolean()), clear_before_typing: z.optional(z.boolean()) },
    ...typing,
  },
  key_combination: {
    parameters: { keys: key },
    title: ({ keys }) => `Press ${keys ?? 'keys'}`,
    act: ({ keys }) => ({ do: 'keys', keys: combination(String(keys)), how: 'press' }),
  },
  scroll_document: {
    parameters: { direction },
    title: (args) => `Scroll ${args.direction ?? ''}`,
    act: (args) => ({ do: 'scroll', direction: args.direction as Direction }),
  },
  scroll_at: scrolling('magnitude', 800),
};

/** Given to the agent, not to the service, which declares them itself. */
export function browserTools(browser: Browser): readonly Tool[] {
  return Object.entries(functions).map(([name, one]) => toolOf(name, one, browser));
}

function toolOf(name: string, { parameters, title, act }: Function, browser: Browser): Tool {
  const schema = z.looseObject({ ...parameters, ...always });
  return {
    name,
    effect: 'web',
    declaration: { type: 'function', name, description: '', parameters: {} },
    when: () => false,
    // A tool of ours has this name, too, and none of its calls is without a pattern.
    ...(name === 'search' && { isMeant: hasNoWords }),
    parse(args) {
      const parsed = z.safeParse(schema, args);
      return parsed.success
        ? { args: parsed.data }
        : { error: `Invalid arguments for ${name}. ${z.prettifyError(parsed.error)}` };
    },
    title(given) {
      const args = given as Args;
      return args.intent ? `${title(args)}: ${args.intent}` : title(args);
    },
    targets: () => [],
    asks: (args) => asked(name, act(args as Args), args as Args, browser),
    run: (args, context) => step(act(args as Args), args as Args, browser, context),
  };
}

/** No argument but those of every function. */
function hasNoWords(args: unknown): boolean {
  return Object.keys(args ?? {}).every((key) => Object.hasOwn(always, key));
}

/** The service's own check and the host, both bound to this one call. */
function asked(name: string, act: Act, { safety_decision: safety }: Args, browser: Browser): Asking | undefined {
  if (browser.excluded.has(name)) {
    throw new ToolError(`The person has excluded ${name} in the browser. Nothing was done. Go on without it.`);
  }
  const confirm = confirmation(safety);
  if (act.do !== 'navigate') return confirm === undefined ? undefined : { reason: confirm };
  const { verdict, reason = '', host } = judgeAddress(act.address, browser.hosts);
  if (verdict === 'deny') throw new ToolError(reason);
  if (verdict === 'allow') return confirm === undefined ? undefined : { reason: confirm };
  return { reason: confirm ? `${confirm} ${reason}` : reason, allowed: () => browser.allow(host!) };
}

/** A word of the check that is not known means no: it fails closed. */
function confirmation(safety: Args['safety_decision']): string | undefined {
  const said = safety?.decision?.toLowerCase() ?? '';
  if (!safety || ['regular', 'allow', 'allowed'].includes(said)) return undefined;
  if (said !== 'require_confirmation') {
    throw new ToolError(
      `The safety check of the service refused this step (${said || 'without a word'}). Nothing was done.`,
    );
  }
  return `The safety check of Gemini wants your word on it: ${safety.explanation || 'it gives no reason.'}`;
}

async function step(act: Act, args: Args, browser: Browser, { signal, media }: ToolContext): Promise<ToolResult> {
  const judged = act.do === 'navigate' ? { ...act, address: judgeAddress(act.address, browser.hosts).address! } : act;
  const look = await browser.act(judged, signal);
  const said = {
    url: look.url,
    title: look.title,
    ...(args.safety_decision?.decision === 'require_confirmation' ? { safety_acknowledgement: true } : {}),
    ...(look.pointed ? { element: look.pointed } : {}),
    ...(look.notes.length ? { notes: look.notes } : {}),
    ...(look.problems.length ? { problems: look.problems } : {}),
  };
  const content = [{ type: 'text' as const, text: JSON.stringify(said) }];
  const picture = media && look.picture;
  return {
    content: picture ? [...content, { type: 'image', mime_type: 'image/png', data: picture }] : content,
    summary: summaryOf(look, judged),
  };
}

/** Where it led, unless the title says so already, and how much is wrong there. */
function summaryOf({ url, problems }: Look, act: Act): string {
  const count = problems.length;
  const place = act.do === 'navigate' && act.address === url ? '' : brief(url).slice(0, 80);
  return [place, count ? `${count} ${count === 1 ? 'error' : 'errors'}` : ''].filter(Boolean).join(' · ');
}

function brief(address: string): string {
  return address.replace(/^https?:\/\//, '');
}

function corner(args: Args, first: 'start_x' | 'end_x', second: 'x' | 'destination_x'): Spot {
  const x = args[first] ?? args[second];
  const y = args[first.replace('x', 'y')] ?? args[second.replace('x', 'y')];
  if (typeof x !== 'number' || typeof y !== 'number') {
    throw new ToolError('drag_and_drop needs start_x, start_y, end_x and end_y. Nothing was done.');
  }
  return { x, y };
}
