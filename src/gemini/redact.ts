// Words from outside in, the same words without anything that looks like a key out.

const keyLike = [
  /AIza[\w-]{6,}/gi,
  /\bAQ\.[\w-]{10,}/gi,
  /\bya29\.[\w.-]{6,}/gi,
  /\bBearer\s+[\w.~+/=-]{6,}/gi,
  /([?&](?:key|api_key|access_token)=)[^&\s"']+/gi,
];

/** Longest text of a service or proxy that is passed on, in UTF-16 units. */
const maxLength = 1000;

/** Makes a function that removes `key`, however it is encoded, and whatever has the form of a Google key or token. */
export function redactor(key: string): (text: string) => string {
  const spellings = [...new Set([key, encodeURIComponent(key), JSON.stringify(key).slice(1, -1)])].filter(
    (spelling) => spelling.length > 0,
  );
  return (text) => {
    let clean = text;
    for (const spelling of spellings)
      clean = clean.replace(new RegExp(spelling.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), 'gi'), '[key]');
    for (const pattern of keyLike)
      clean = clean.replace(pattern, (_, head) => (typeof head === 'string' ? `${head}[key]` : '[key]'));
    return clean.length > maxLength ? `${clean.slice(0, maxLength)}…` : clean;
  };
}
