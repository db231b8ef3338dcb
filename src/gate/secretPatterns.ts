// The shapes of keys and tokens, as data: each a kind and a linear pattern whose group `value` is what must not leave.

export interface SecretPattern {
  /** Goes into the placeholder: tells the model what stood there. */
  readonly kind: string;
  /** Global and sticky-free; `value` is the secret within the match, the whole match where there is none. */
  readonly pattern: RegExp;
}

/** No letter, digit or underscore before: the middle of a longer word is not a key. */
const start = '(?<![A-Za-z0-9_])';
const end = '(?![A-Za-z0-9])';

function token(kind: string, shape: string): SecretPattern {
  return { kind, pattern: new RegExp(`${start}(?:${shape})${end}`, 'g') };
}

/** Keys that their providers gave a shape of their own (the providers' documentation), and blocks that name themselves. */
export const secretShapes: readonly SecretPattern[] = [
  {
    kind: 'private-key',
    // Whole, or cut off by a limit: then as far as its lines go.
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:.{1,20000}?-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|(?:\s{1,4}[A-Za-z0-9+/=:,-]{8,200})+)/gs,
  },
  token('aws-key', '(?:AKIA|ASIA|AROA|AIDA|AGPA|ANPA|ANVA|APKA|ABIA|ACCA)[A-Z0-9]{16}'),
  token('google-key', 'AIza[0-9A-Za-z_-]{35}'),
  token('google-token', 'ya29\\.[0-9A-Za-z_-]{20,}|GOCSPX-[0-9A-Za-z_-]{28}|1//0[0-9A-Za-z_-]{30,}'),
  token('github-token', 'gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{22,255}'),
  token('gitlab-token', 'gl(?:pat|dt|rt|ptt|cbt|ft|soat|agent|oas)-[0-9A-Za-z_-]{20,}'),
  token('npm-token', 'npm_[A-Za-z0-9]{36}'),
  token('pypi-token', 'pypi-[A-Za-z0-9_-]{50,}'),
  token('slack-token', 'xox[abeoprs](?:\\.xox[bp])?-[A-Za-z0-9-]{10,}|xapp-[0-9]-[A-Za-z0-9-]{10,}'),
  {
    kind: 'slack-webhook',
    pattern: /hooks\.slack\.com\/(?:services|workflows|triggers)\/(?<value>[A-Za-z0-9/_-]{20,})/g,
  },
  {
    kind: 'discord-webhook',
    pattern: /discord(?:app)?\.com\/api\/webhooks\/(?<value>[0-9]{15,20}\/[A-Za-z0-9_-]{40,})/g,
  },
  token('stripe-key', '(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,}|whsec_[A-Za-z0-9+/=]{24,}'),
  token('ai-key', 'sk-(?:ant-|proj-|svcacct-|admin-|or-)?[A-Za-z0-9_-]{32,}'),
  token('huggingface-token', 'hf_[A-Za-z0-9]{30,}'),
  token('sendgrid-key', 'SG\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}'),
  token('twilio-key', '(?:SK|AC)[0-9a-f]{32}'),
  token('telegram-token', '[0-9]{8,10}:AA[A-Za-z0-9_-]{33}'),
  token('shopify-token', 'shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}'),
  token('square-token', 'sq0(?:atp|csp)-[0-9A-Za-z_-]{22,43}'),
  token('digitalocean-token', 'do[opr]_v1_[a-f0-9]{64}'),
  token('docker-token', 'dckr_(?:pat|oat)_[A-Za-z0-9_-]{20,}'),
  token('databricks-token', 'dapi[a-f0-9]{32}(?:-[0-9])?'),
  token('vault-token', 'hv[sbr]\\.[A-Za-z0-9_-]{20,}'),
  token('atlassian-token', 'ATATT3[A-Za-z0-9_=-]{50,}'),
  token('linear-key', 'lin_(?:api|oauth)_[A-Za-z0-9]{32,}'),
  token('grafana-token', 'gl(?:sa|c)_[A-Za-z0-9_=+/]{30,}'),
  token('newrelic-key', 'NRAK-[A-Z0-9]{27}'),
  token('mailgun-key', 'key-[0-9a-f]{32}'),
  token('supabase-key', 'sb(?:p|_secret)_[A-Za-z0-9_-]{24,}'),
  token('age-key', 'AGE-SECRET-KEY-1[0-9A-Z]{58}'),
  token('jwt', 'eyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{10,}'),
  {
    kind: 'storage-key',
    pattern: /(?:AccountKey|SharedAccessKey|SharedSecretKey)=(?<value>[A-Za-z0-9+/]{30,}={0,2})/gi,
  },
  { kind: 'signature', pattern: /[?&](?:sig|X-Amz-Signature|X-Goog-Signature)=(?<value>[A-Za-z0-9%_-]{30,})/g },
  {
    kind: 'password',
    pattern:
      /(?<![A-Za-z0-9+.-])[a-z][a-z0-9+.-]{1,30}:\/\/[^\s:/?#@'"`<>${}]{0,100}:(?<value>[^\s/@'"`<>${}]{3,200})@/gi,
  },
  { kind: 'authorization', pattern: /\b(?:bearer|basic|token)[ \t]+(?<value>[A-Za-z0-9+/_.~-]{20,}={0,2})/gi },
];

/** The words that make a name one of a secret. */
const naming =
  '(?:secret|token|passw(?:or)?d|passwd|passphrase|pwd|api[_-]?key|apikey|access[_-]?key|private[_-]?key|signing[_-]?key|encryption[_-]?key|master[_-]?key|auth[_-]?key|account[_-]?key|client[_-]?key|credential|connection[_-]?string)';

/** `name = "value"`, `"name": "value"`, `name: 'value'` in code and configuration; whether the value is one is asked of its letters. */
export const namedSecret = new RegExp(
  `(?<![A-Za-z0-9])[A-Za-z0-9_.-]{0,60}${naming}[A-Za-z0-9_-]{0,30}["'\\]]{0,2}[ \\t]{0,8}(?:=>|:=|[:=])[ \\t]{0,8}(?:[A-Za-z]{1,3})?(?:"(?<double>[^"\\n\\r]{6,400})"|'(?<single>[^'\\n\\r]{6,400})'|\`(?<tick>[^\`\\n\\r]{6,400})\`)`,
  'gi',
);

/** A line of an environment file, or of YAML or properties with the name of a secret: the value stands without quotes. */
export const environmentLine =
  /^[ \t]*(?:export[ \t]+|set[ \t]+|-[ \t]+|\+[ \t]*)?(?<name>[A-Za-z_][A-Za-z0-9_.-]{0,80})[ \t]*[=:][ \t]*(?<quote>["']?)(?<value>[^\s"'#][^\n\r"']{0,2000}?)\k<quote>(?:[ \t]+#[^\n\r]*)?[ \t]*$/gm;

/** The name of an environment variable. */
export const environmentName = /^[A-Z][A-Z0-9_]{1,80}$/;

export const secretName = new RegExp(`${naming}|(?:^|_)(?:key|pass|auth|dsn|salt|pin|cookie)(?:_|$)`, 'i');
