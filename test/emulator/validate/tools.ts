// A request's tools in, nothing or a Refusal out (contract 3.2).

import { invalid, invalidAt, legacy, missing } from '../refusal.ts';
import {
  anything,
  type Check,
  filled,
  flag,
  integer,
  isObject,
  type Json,
  list,
  mapOf,
  quantity,
  shape,
  tagged,
  text,
  words,
} from './shape.ts';

const functionName = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;
const serverName = /^[a-z0-9_]+$/;

const declaration: Check = (value, path) => {
  shape({ name: filled, description: text, parameters: schema })(value, path);
  const { name } = value as Json;
  if (name === undefined) throw missing('name', path);
  if (!functionName.test(name as string)) {
    throw invalid(
      `Invalid function name '${String(name)}' at '${path}'. Must start with a letter or an underscore and hold letters, digits and underscores only, at most 64 characters.`,
    );
  }
};

/** Parameters are a JSON Schema of an object; a property's schema must itself be one. */
const schema: Check = (value, path) => {
  if (!isObject(value)) throw invalid(`Invalid input at '${path}'.`);
  if (value.type !== undefined && value.type !== 'object') throw invalid(`Invalid input at '${path}.type'.`);
  if (value.properties !== undefined)
    mapOf((property, at) => isObject(property) || reject(at))(value.properties, `${path}.properties`);
};

function reject(path: string): never {
  throw invalid(`Invalid input at '${path}'.`);
}

const mcp: Check = (value, path) => {
  shape(
    {
      name: filled,
      url: filled,
      headers: mapOf(text),
      allowed_tools: list(shape({ mode: text, tools: list(filled) })),
    },
    ['name', 'url'],
  )(value, path);
  const { name, url } = value as Json;
  if (!/^https?:\/\/[^/]/.test(url as string)) throw invalidAt(`${path}.url`);
  if (!serverName.test(name as string)) {
    throw invalid(`Invalid MCP server name '${String(name)}' at '${path}'. Use lower-case letters, digits and '_'.`);
  }
};

const place: Check = (value, path) => {
  shape({ latitude: quantity, longitude: quantity, enable_widget: flag })(value, path);
  const { latitude, longitude } = value as { latitude?: number; longitude?: number };
  if ((latitude === undefined) !== (longitude === undefined)) throw invalidAt(path);
  if (Math.abs(latitude ?? 0) > 90) throw invalidAt(`${path}.latitude`);
  if (Math.abs(longitude ?? 0) > 180) throw invalidAt(`${path}.longitude`);
};

const stores: Check = (value, path) => {
  shape({ file_search_store_names: list(filled), metadata_filter: text, top_k: integer(1) }, [
    'file_search_store_names',
  ])(value, path);
  const { file_search_store_names: names } = value as { file_search_store_names: readonly string[] };
  if (names.length === 0) throw invalidAt(`${path}.file_search_store_names`);
};

/** In the order of the service's own error text. */
const supported = [
  'function',
  'code_execution',
  'mcp_server',
  'filesystem',
  'google_maps',
  'google_search',
  'bash',
  'computer_use',
  'file_search',
  'url_context',
];

const tool = tagged(
  {
    function: declaration,
    code_execution: shape({}),
    mcp_server: mcp,
    filesystem: anything,
    google_maps: place,
    google_search: shape({ search_types: list(words('web_search', 'image_search', 'enterprise_web_search')) }),
    bash: anything,
    computer_use: shape({
      environment: words('browser', 'mobile', 'desktop'),
      excluded_predefined_functions: list(filled),
      disabled_safety_policies: list(filled),
      enable_prompt_injection_detection: flag,
    }),
    file_search: stores,
    url_context: shape({}),
  },
  supported,
);

/** All tools of a request; two functions of one name are refused. */
export const tools: Check = (value, path) => {
  if (
    Array.isArray(value) &&
    value.some((one) => isObject(one) && ('functionDeclarations' in one || 'function_declarations' in one))
  ) {
    throw legacy();
  }
  list(tool)(value, path);
  const names = (value as readonly Json[]).filter(({ type }) => type === 'function').map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw invalid(`Duplicate function declaration found: ${String(twice)}`);
};
