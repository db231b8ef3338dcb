// One step of a request's input in, nothing or a Refusal out: the fields each of the 21 kinds may carry (contract section 5).

import { content, result } from './content.ts';
import { anything, type Check, filled, flag, list, object, shape, tagged, text } from './shape.ts';

const signature = text;
const call = (more: Readonly<Record<string, Check>> = {}): Check => shape({ id: filled, signature, ...more }, ['id']);
const answer = (more: Readonly<Record<string, Check>> = {}): Check =>
  shape({ call_id: filled, signature, is_error: flag, ...more }, ['call_id']);
const args = { arguments: object };
const results = { result: list(object) };

/** `signature` on a function_call is in no type, but the service sends it (empty) and asks for steps back untouched. */
export const stepShapes: Readonly<Record<string, Check>> = {
  user_input: shape({ content: list(content) }, ['content']),
  model_output: shape({ content: list(content), error: anything }),
  thought: shape({ signature, summary: list(content) }),
  function_call: shape({ id: filled, name: filled, arguments: object, signature }, ['id', 'name', 'arguments']),
  function_result: shape({ call_id: filled, name: text, result, is_error: flag }, ['call_id', 'result']),
  google_search_call: call({ ...args, search_type: text }),
  google_search_result: answer(results),
  code_execution_call: call(args),
  code_execution_result: answer({ result }),
  url_context_call: call(args),
  url_context_result: answer(results),
  google_maps_call: call(args),
  google_maps_result: answer(results),
  file_search_call: call(args),
  file_search_result: answer(results),
  mcp_server_tool_call: call({ ...args, name: text, server_name: text }),
  mcp_server_tool_result: answer({ name: text, server_name: text, result }),
  retrieval_call: call(args),
  retrieval_result: answer({ result: anything }),
  processing_call: call(args),
  processing_result: answer({ result: anything }),
};

const known = tagged(stepShapes);

/** `issued`: kinds of step the emulator sent that are not in the table; a client must be able to send them back. */
export const step =
  (issued: ReadonlySet<string>): Check =>
  (value, path) => {
    const type = (value as { type?: unknown } | null)?.type;
    if (typeof type === 'string' && !Object.hasOwn(stepShapes, type) && issued.has(type)) return;
    known(value, path);
  };
