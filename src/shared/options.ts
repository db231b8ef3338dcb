// What the person has chosen for one session alone: it is kept with the session and counts before the settings.

/** Absent: the setting's value, or the field's own default. */
export interface SessionOptions {
  /** What happens with a change before it is made: `ask` the person, or `allow` what may be allowed for a session. */
  readonly mode?: Mode;
  /** Nothing of the conversation is stored by the service: every request carries all of it. */
  readonly private?: boolean;
}

export const modes = ['ask', 'allow'] as const;
export type Mode = (typeof modes)[number];

type Accepts = { readonly [K in keyof SessionOptions]-?: (value: unknown) => boolean };

const accepts: Accepts = {
  mode: (value) => modes.some((mode) => mode === value),
  private: (value) => typeof value === 'boolean',
};

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
