// An object in, the same without the fields that say nothing out.

/** A field that is undefined, false, 0 or '' says nothing. */
export function defined<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value)) as Partial<T>;
}
