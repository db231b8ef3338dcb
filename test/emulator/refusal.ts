// What is wrong with a request in, the HTTP status and error body the service answers with out.

/** An answer that is an error. `body` is sent as it is: JSON, or text when a string. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) {
    super(typeof body === 'string' ? body : JSON.stringify(body));
    this.name = 'Refusal';
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/** The envelope of most errors (contract 10.1): a string code, no `status`, no `details`. */
export function refuse(status: number, code: string, message: string): Refusal {
  return new Refusal(status, { error: { message, code } });
}

export function invalid(message: string): Refusal {
  return refuse(400, 'invalid_request', message);
}

/** The gateway's envelope (google.rpc): a numeric code, `status`, `details`. */
export function gateway(status: number, name: string, message: string, details: readonly object[] = []): Refusal {
  return new Refusal(status, gatewayBody(status, name, message, details));
}

export function gatewayBody(code: number, status: string, message: string, details: readonly object[] = []): object {
  return { error: { code, message, status, ...(details.length > 0 && { details }) } };
}

export const unknownParameter = (key: string, path: string): Refusal =>
  invalid(path ? `Unknown parameter '${key}' at '${path}'.` : `Unknown parameter '${key}'.`);

export const invalidAt = (path: string): Refusal => invalid(`Invalid input at '${path}'.`);

export const missing = (key: string, path: string): Refusal =>
  invalid(path ? `Missing required parameter '${key}' at '${path}'.` : `Missing required parameter '${key}'.`);

/** `supported` in the order the service lists them. */
export function unsupported(value: unknown, key: string, path: string, supported: readonly string[]): Refusal {
  const where = path ? ` at '${path}'` : '';
  const values = supported.map((one) => `'${one}'`).join(', ');
  return invalid(`The value '${String(value)}' is not supported for '${key}'${where}. Supported values: ${values}.`);
}

/** Answer to a request in the schema removed on 2026-06-08. */
export const legacy = (): Refusal =>
  invalid(
    "The legacy Interactions API schema is no longer supported. Please upgrade your client SDK to Python >= 2.0.0 or JavaScript/TypeScript >= 2.0.0 to adopt the new 'steps' schema.",
  );

export const notFound = (id: string): Refusal => refuse(404, 'not_found', `Interaction '${id}' was not found.`);

export const functionResponseTurn = (detail: string): Refusal =>
  invalid(
    `Please ensure that function response turn comes immediately after a function call turn. The number of function response parts should be equal to the number of function call parts of the function call turn. ${detail}`,
  );

const invalidKey = [
  {
    '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
    reason: 'API_KEY_INVALID',
    domain: 'googleapis.com',
    metadata: { service: 'generativelanguage.googleapis.com' },
  },
];

/** A wrong key is 400, and on interactions the body is an array (captured 2026-08-28). */
export function badKey(asArray: boolean): Refusal {
  const body = gatewayBody(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', invalidKey);
  return new Refusal(400, asArray ? [body] : body);
}

export const missingKey = (): Refusal =>
  gateway(
    403,
    'PERMISSION_DENIED',
    "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.",
  );
