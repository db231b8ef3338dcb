// What the person has chosen for one session alone: it is kept with the session and counts before the settings.

/** Absent: the setting's value, or the field's own default. */
export interface SessionOptions {
  /**
   * What happens with a change: `ask` the person before it is made, `review` it with them after, or `allow` it. The last two cover what may be
   * allowed for a session, and nothing else. `plan`: nothing is changed or run, the model presents a plan to accept.
   */
  readonly mode?: Mode;
  /** Nothing of the conversation is stored by the service: every request carries all of it. */
  readonly private?: boolean;
  /** The service goes on with an answer while nobody listens. */
  readonly background?: boolean;
  /** How soon and at what price the service answers. */
  readonly tier?: Tier;
  /** Tools that Google runs, by name, as they are offered. None by default: all of them reach outside. */
  readonly tools?: readonly string[];
  /** What Google Maps is asked near to, as the person gave it. */
  readonly place?: Place;
  /** What file search looks in. */
  readonly stores?: readonly StoreChoice[];
  /** Which of the stores' documents, in the service's own words. */
  readonly filter?: string;
}

/** `name` as the service says it, `label` as the person does. */
export interface StoreChoice {
  readonly name: string;
  readonly label: string;
}

/** In degrees. */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

export const modes = ['ask', 'review', 'allow', 'plan'] as const;
export type Mode = (typeof modes)[number];

export const tiers = ['flex', 'standard', 'priority'] as const;
export type Tier = (typeof tiers)[number];

type Accepts = { readonly [K in keyof SessionOptions]-?: (value: unknown) => boolean };

const accepts: Accepts = {
  mode: (value) => modes.some((mode) => mode === value),
  private: (value) => typeof value === 'boolean',
  background: (value) => typeof value === 'boolean',
  tier: (value) => tiers.some((tier) => tier === value),
  tools: (value) => Array.isArray(value) && value.length <= 50 && value.every((one) => toolName.test(String(one))),
  place: isPlace,
  stores: (value) => Array.isArray(value) && value.length <= 20 && value.every(isStore),
  filter: (value) => typeof value === 'string' && value.length <= 1000,
};

/** `google_search`, `mcp:server_name`. */
const toolName = /^[a-z_]{1,40}(?::[a-z0-9_]{1,64})?$/;

function isPlace(value: unknown): value is Place {
  const { latitude, longitude } = (value ?? {}) as Partial<Place>;
  return isWithin(latitude, 90) && isWithin(longitude, 180) && Object.keys(value as object).length === 2;
}

function isStore(value: unknown): boolean {
  const { name, label } = (value ?? {}) as Partial<StoreChoice>;
  return /^fileSearchStores\/[a-z0-9-]{1,80}$/.test(String(name)) && typeof label === 'string' && label.length <= 512;
}

function isWithin(value: unknown, limit: number): value is number {
  return typeof value === 'number' && Math.abs(value) <= limit;
}

/** "48.137, 11.575" → a place; undefined for anything else. */
export function parsePlace(text: string): Place | undefined {
  const found = /^\s*(-?\d{1,3}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(text);
  const place = found && { latitude: Number(found[1]), longitude: Number(found[2]) };
  return place && isPlace(place) ? place : undefined;
}

/**
 * The options that `value` names, as a fresh object; undefined when it is none, names nothing, or names an option that does not exist or with a value it
 * does not take. A field that is `undefined` takes the choice back.
 */
export function parseOptions(value: unknown): SessionOptions | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const fields = Object.entries(value);
  const known = fields.every(
    ([name, one]) => Object.hasOwn(accepts, name) && (one === undefined || accepts[name as keyof SessionOptions](one)),
  );
  return known && fields.length > 0 ? Object.fromEntries(fields) : undefined;
}
