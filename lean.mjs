// The SDK's one module and the parts of it that our code names in, the same module without the other parts out: 1.2 MB that no bundler can tell apart.
//
// Its client makes one object of each service in its constructor and has a getter for each of the others, so all of them are always "used"; and
// its enumerations are filled by functions that a bundler must suppose to do something. Both are written here so that unused parts fall away.
// The SDK is pinned: where a line is not as expected the build stops, and this has to be read again.

import { leanCalls } from './leanCalls.mjs';
import { some } from './leanText.mjs';

/** Services of the client, made in its constructor or by a getter of that name (the inner client has some of the getters, too). */
const made = 'models live batches chats caches files operations authTokens tunings fileSearchStores'.split(' ');
const gotten = 'webhooks agents triggers environments credentials voices'.split(' ');
/** A service that is made with another one. */
const needs = { chats: 'models' };

/** `text`: our code that uses the SDK. A service stays if its name is in there anywhere as a word. */
export function servicesIn(text) {
  const named = [...made, ...gotten].filter((name) => new RegExp(`\\b${name}\\b`).test(text));
  return new Set(named.flatMap((name) => (name in needs ? [name, needs[name]] : [name])));
}

/** Of the client of the services that are made: what sends requests and files. Interactions have a client of their own. */
const sending =
  'request requestStream unaryApiCall streamApiCall processStreamResponse apiCall uploadFile uploadFileToFileSearchStore downloadFile fetchUploadUrl includeExtraHttpOptionsToRequestInit getFileName constructUrl shouldPrependVertexProjectPath getHeadersInternal'.split(
    ' ',
  );

/** `kept`: names of services. Throws where the module is not the one this was written for. */
export function lean(module, kept) {
  const [head, client] = split(withPureEnums(withoutFlags(leanCalls(module))), '\nclass GoogleGenAI {\n');
  const [before, inner] = split(head, '\nlet GoogleGenAI$1 = class GoogleGenAI extends ClientSDK {\n');
  const unmade = made
    .filter((name) => !kept.has(name))
    .reduce((text, name) => cut(text, new RegExp(`^ {8}this\\.${name} = new [^;]*;\\n`, 'm'), name), client);
  const getter = (name) => new RegExp(`^ {4}get ${name}\\(\\) \\{\\n(?: {8}.*\\n)+ {4}\\}\\n`, 'm');
  const idle = gotten.filter((name) => !kept.has(name));
  const outer = idle.reduce((text, name) => cut(text, getter(name), name), unmade);
  const whole = before + idle.reduce((text, name) => cut(text, getter(name), name), inner) + outer;
  return withoutSending(whole, kept);
}

/** `var X; (function (X) { … })(X || (X = {}));` as one expression that may fall away. */
function withPureEnums(module) {
  const filled = /^var (\w+);\n\(function \(\1\) \{\n([\s\S]*?)^\}\)\(\1 \|\| \(\1 = \{\}\)\);$/gm;
  return some(
    module,
    filled,
    (_, name, body) => `var ${name} = /*#__PURE__*/ ((${name}) => {\n${body}return ${name};\n})({});`,
  );
}

/** Only where no service sends by it. */
function withoutSending(module, kept) {
  if (made.some((name) => kept.has(name))) return module;
  const [before, rest] = split(module, '\nclass ApiClient {\n');
  const [own, after] = split(rest, '\n}\n');
  const method = (name) =>
    new RegExp(`^ {4}(?:async )?${name}\\([^\\n]*\\{\\n(?: {5}[^\\n]*\\n|\\n)* {4}\\}$\\n?`, 'm');
  const bare = sending.reduce((text, name) => cut(text, method(name), name), own);
  const loaders = /^ {12}(?:uploader: new BrowserUploader|downloader: new BrowserDownloader)\(\),\n/gm;
  return before + bare + some(after, loaders, () => '');
}

/** Flags on classes that begin as false and need not: nothing is as false. */
function withoutFlags(module) {
  return some(module, /^Models\.\w+ = false;\n/gm, () => '');
}

function split(text, mark) {
  const at = text.indexOf(mark);
  if (at < 0) throw new Error(`lean.mjs: ${mark.trim()} is not in the module`);
  return [text.slice(0, at), text.slice(at)];
}

function cut(text, pattern, name) {
  if (!pattern.test(text)) throw new Error(`lean.mjs: the SDK's ${name} is not where it was`);
  return text.replace(pattern, '');
}
