// The SDK with its client of interactions in, the same one without what a call of ours never comes to out.
//
// `gemini/` streams every interaction that it creates, goes on, tries again and waits by itself, reads each answer and each error from its own
// fetch (`exchange.ts`) and lets no variable of the environment count: what the SDK has for that is there, but nothing of it is ever reached
// or looked at. A bundler cannot know; here it is said, function by function. Its unit test asks and answers with both.

import { some, withBody } from './leanText.mjs';

const create = `const { api_version, automatic_continuation, ...body } = params;
  if (body.stream !== true) throw new TypeError('Only streams are made here');
  return this.getClient(api_version).interactions.create({ ...body, api_version }, toGoogleGenAIRequestOptions(options, true));`;

/** Class (or none) → head of the function → the body it gets, null where nobody calls it. */
const bodies = {
  '': {
    'async function retry(fetchFn, options)': 'return fetchFn();',
    'async function logRequest(logger, req)': '',
    'async function logResponse(logger, res, req)': '',
    'function env()': 'return {};',
    'function wrapSDKError(error)': 'return error;',
    'function wrapStreamErrors(stream)': 'return stream;',
    'function addOutputPropertiesIfInteraction(value)': 'return value;',
    'function attachSdkHttpResponse(value, call)': 'return value;',
    'function createUndiciNoTimeoutDispatcher()': '',
    'function getBaseUrl(httpOptions, vertexai, vertexBaseUrlFromEnv, geminiBaseUrlFromEnv)':
      'return httpOptions.baseUrl;',
    'function toGoogleGenAIRequestOptions(options, streaming = false)':
      'return streaming ? { ...options, headers: { Accept: "text/event-stream" } } : options;',
    // Its requirements are all of a kind of which it makes nothing: the key is put on elsewhere.
    'function resolveGlobalSecurity(security, allowedFields)': 'return null;',
  },
  ApiClient: {
    'isVertexAI()': 'return false;',
    'getRequestUrl()': null,
    'getBaseResourcePath()': null,
    'setBaseUrl(url)': null,
  },
  HTTPClient: {
    'async request(request)': 'return this.fetcher(request);',
    'addHook(...args)': null,
    'removeHook(...args)': null,
    'clone()': null,
  },
  SDKHooks: {
    'sdkInit(opts)': 'return opts;',
    'async afterSuccess(hookCtx, response)': 'return response;',
    'async afterError(hookCtx, response, error)': 'return { response, error };',
    'registerSDKInitHook(hook)': null,
    'registerAfterSuccessHook(hook)': null,
    'registerAfterErrorHook(hook)': null,
  },
  APIPromise: {
    'catch(onrejected)': null,
    'finally(onfinally)': null,
    'asResponse()': null,
    'async withResponse()': null,
    '_thenUnwrap(transform)': null,
    '_getUnwrapped()': null,
  },
  // What it inherits from the platform's does the same.
  Stream: { '[Symbol.asyncIterator](options)': null, 'values(options)': null },
  GoogleGenAI: { 'getNextGenClient()': null },
  GeminiNextGenInteractions: { 'async create(params, options)': create },
};

/** Pieces inside of functions that stay → what stands there instead. */
const pieces = [
  [/^ {8}if \(this\.clientOptions\.vertexai\) \{$/gm, 'if (false) {'],
  [/^ {8}const presetHooks = \[\];\n[\s\S]*?^ {8}\}$/gm, ''],
  [
    /new GeminiNextGenInteractions\(this\.apiClient, new BrowserWebSocketFactory\(\)\)/g,
    'new GeminiNextGenInteractions(this.apiClient)',
  ],
  [/^ {8}retry_config: \([\s\S]*?^ {8}retry_codes: .*$/gm, ''],
  // What options could add to a request's address, head and body, and the time it may take.
  [/^ {8}const mergeQuery = [\s\S]*?^ {8}const finalQuery = [\s\S]*?slice\(1\)\);$/gm, 'const finalQuery = query;'],
  [/^ {8}const username = [\s\S]*?^ {8}headers\.set\("cookie", cookie\);$/gm, ''],
  [/^ {8}const extraBody = [\s\S]*?^ {12}headers\.delete\("content-length"\);\n {8}\}$/gm, ''],
  [/^ {12}if \(timeout_ms != null && timeout_ms > 0\) \{[\s\S]*?^ {12}\}$/gm, ''],
  [/\(err\) => \{\n {12}switch \(true\) \{\n[\s\S]*?^ {8}\}\);$/gm, '(err) => ERR(err));'],
  [/(jsonErr\("[45]XX"), \w+\)/g, '$1)'],
  [
    /matcher\.errorClass\n +\? new matcher\.errorClass\([^\n]*\n +: data;/g,
    'new GoogleGenAiDefaultError("", { response, request, body });',
  ],
];

/** Throws where the module is not the one this was written for. */
export function leanCalls(module) {
  const reached = Object.entries(bodies).reduce(
    (text, [owner, heads]) =>
      Object.entries(heads).reduce((one, [head, body]) => withBody(one, head, body, within(one, owner)), text),
    module,
  );
  return pieces.reduce((text, [pattern, instead]) => some(text, pattern, instead), reached);
}

/** Where the methods of a class are; anywhere without one. */
function within(text, owner) {
  if (!owner) return {};
  const start = text.search(new RegExp(`^class ${owner}\\b`, 'm'));
  return { indent: '    ', start: start < 0 ? text.length : start, end: text.indexOf('\n}\n', start) };
}
