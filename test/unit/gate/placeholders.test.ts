// Planted secrets of every shape, in every kind of text: none leaves, each comes back byte for byte, and ordinary code stays as it is.

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { Placeholders } from '../../../src/gate/placeholders.ts';
import { secretsIn } from '../../../src/gate/secretValues.ts';
import { repo } from '../../support/repo.ts';

const idOf = (secret: string) => createHmac('sha256', 'a key of the test').update(secret).digest('hex').slice(0, 8);
const fresh = () => new Placeholders(idOf);

const word = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const of = (alphabet: string, min: number, max = min) =>
  fc.array(fc.constantFrom(...alphabet), { minLength: min, maxLength: max }).map((all) => all.join(''));
/** Not a run of one letter: that is what documentation writes. */
const mixed = (min: number, max = min, alphabet = word) =>
  of(alphabet, min, max).filter((text) => new Set(text).size >= Math.min(6, min / 2) && !/xxxxxxxx$/i.test(text));
const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const hex = '0123456789abcdef';
const after = (prefix: string, rest: fc.Arbitrary<string>) => rest.map((text) => prefix + text);

/** Written in two parts, so that nothing in this file looks like a key to a scanner. */
const shaped: Readonly<Record<string, fc.Arbitrary<string>>> = {
  aws: after('AK' + 'IA', mixed(16, 16, upper)),
  google: after('AI' + 'za', mixed(35)),
  'google token': after('ya' + '29.', mixed(40, 80)),
  github: after('gh' + 'p_', mixed(36)),
  'github fine': after('github' + '_pat_', mixed(60, 82)),
  gitlab: after('gl' + 'pat-', mixed(20)),
  npm: after('np' + 'm_', mixed(36)),
  slack: after('xo' + 'xb-', mixed(24, 50)),
  stripe: after('sk' + '_live_', mixed(24, 99)),
  'ai key': after('s' + 'k-', mixed(48)),
  sendgrid: fc.tuple(mixed(22), mixed(43)).map(([one, two]) => `S${'G'}.${one}.${two}`),
  digitalocean: after('do' + 'p_v1_', mixed(64, 64, hex)),
  docker: after('dckr' + '_pat_', mixed(27)),
  vault: after('hv' + 's.', mixed(24, 90)),
  huggingface: after('h' + 'f_', mixed(34)),
  jwt: fc.tuple(mixed(10, 60), mixed(10, 90), mixed(20, 60)).map(([a, b, c]) => `ey${'J'}${a}.ey${'J'}${b}.${c}`),
  pem: fc
    .tuple(fc.constantFrom('', 'RSA ', 'EC ', 'OPENSSH '), fc.array(mixed(64), { minLength: 1, maxLength: 20 }))
    .map(
      ([kind, lines]) =>
        `-----${'BEGIN'} ${kind}PRIVATE KEY-----\n${lines.join('\n')}\n-----END ${kind}PRIVATE KEY-----`,
    ),
};

const aShaped = fc.oneof(...Object.values(shaped));
/** Where people put them: what stands before and behind. */
const places: readonly (readonly [string, string])[] = [
  ['const key = "', '";\n'],
  ["  apiKey: '", "',\n"],
  ['{"token": "', '"}'],
  ['KEY=', '\nNEXT=1\n'],
  ['export TOKEN="', '"\n'],
  ['Authorization: Bearer ', '\r\n'],
  ['Use ', ' for now.'],
  ['https://example.test/?k=', '&x=1'],
  ['<key>', '</key>'],
  ['+  password: ', '\n'],
  ['`', '`'],
  ['', ''],
];
const aPlace = fc.constantFrom(...places);
/** Text around that holds no placeholder by chance. */
const around = fc.string({ maxLength: 80, unit: 'grapheme' }).filter((text) => !/[⟦⟧]/.test(text));

describe('secrets', () => {
  it('of every shape never leave, wherever they stand, and come back byte for byte', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(aPlace, aShaped, around), { minLength: 1, maxLength: 5 }), (planted) => {
        const text = planted
          .map(([[before, behind], secret, more]) => `${before}${secret}${behind}\n${more}\n`)
          .join('');
        const placeholders = fresh();
        const { text: sent, names } = placeholders.hide(text);
        for (const [, secret] of planted) assert.ok(!sent.includes(secret), `${secret} in ${sent}`);
        assert.ok(names.length > 0);
        assert.deepEqual(placeholders.restore(sent), { text, unknown: [] });
        assert.equal(placeholders.hide(sent).text, sent, 'nothing more to hide');
      }),
      { numRuns: 1500 },
    );
  });

  it('under a name that says so never leave, whatever they are made of', () => {
    const names = fc.constantFrom(
      'password',
      'DB_PASSWORD',
      'clientSecret',
      'api_key',
      'secretAccessKey',
      'auth.token',
      'AWS_SECRET_ACCESS_KEY',
    );
    const value = mixed(16, 60, `${word}!#%+-_`).filter(
      (text) => new Set(text).size >= 10 && /\d/.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text),
    );
    const forms = fc.constantFrom(
      (name: string, secret: string) => `const ${name.replaceAll('.', '_')} = "${secret}";`,
      (name: string, secret: string) => `{ "${name}": "${secret}" }`,
      (name: string, secret: string) => `${name}: '${secret}'`,
      (name: string, secret: string) => `${name.toUpperCase().replaceAll('.', '_')}=${secret}`,
    );
    fc.assert(
      fc.property(
        names,
        value.filter((text) => !/^[#$%@&*./~]|^x|xxxx|your|here/i.test(text)),
        forms,
        (name, secret, form) => {
          const text = form(name, secret);
          const placeholders = fresh();
          const { text: sent } = placeholders.hide(text);
          assert.ok(!sent.includes(secret), `${sent}`);
          assert.equal(placeholders.restore(sent).text, text);
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('of an environment file never leave, and the names stay', () => {
    const file =
      '# database\nDB_HOST=localhost\nDB_PORT=5432\nDB_USER=app\nDB_PASS=hunter2-hunter\nSESSION=9f8a7b6c5d4e3f2a1b0c\nDEBUG=true\n';
    const { text } = fresh().hide(file);
    assert.match(text, /^DB_HOST=localhost$/m);
    assert.match(text, /^DB_PORT=5432$/m);
    assert.match(text, /^DEBUG=true$/m);
    assert.match(text, /^DB_PASS=⟦secret:value:[0-9a-f]{8}⟧$/m);
    assert.match(text, /^SESSION=⟦secret:value:[0-9a-f]{8}⟧$/m);
  });

  it('in addresses leave without their passwords', () => {
    const { text } = fresh().hide('postgres://app:p4ssw0rd@db.internal:5432/x');
    assert.match(text, /^postgres:\/\/app:⟦secret:password:[0-9a-f]{8}⟧@db\.internal:5432\/x$/);
  });

  it('keep one placeholder for one secret, in any text and any session', () => {
    const secret = `gh${'p_'}aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0dF3gH6`;
    const [one] = fresh().hide(`a ${secret} b`).names;
    const [two] = fresh().hide(`TOKEN="${secret}"`).names;
    assert.equal(one, two);
  });

  it('that nobody knows here are told, not guessed', () => {
    const { text, unknown } = fresh().restore('x = "⟦secret:value:0123abcd⟧"');
    assert.deepEqual([text, unknown], ['x = "⟦secret:value:0123abcd⟧"', ['⟦secret:value:0123abcd⟧']]);
  });

  for (const text of [
    'const password = process.env.PASSWORD;',
    'password: "changeme"',
    'apiKey: "YOUR_API_KEY_HERE"',
    'const token = await readToken(file, { cache: true });',
    'token: string;',
    'API_KEY=\u0024{API_KEY}',
    'secretName: "castor.gemini-key"',
    'const tokenType = "Bearer";',
    'passwordInput.placeholder = "Password (8+ characters)";',
    'export AWS_SECRET_ACCESS_KEY=$SECRET',
    'Authorization: Bearer <token>',
    'integrity sha512-8FAFF1b2F0a0bX5pQwM9ZlM1oNqk2uCkq7nQ8sT1vW4yZ7bC0dF3gH6aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0dF==',
  ]) {
    it(`are not seen in: ${text.slice(0, 60)}`, () => assert.deepEqual(secretsIn(text), []));
  }

  it('are seen in no more than 0.1 % of the lines of ordinary code', () => {
    let lines = 0;
    const wrong: string[] = [];
    for (const file of codeFiles()) {
      const text = readFileSync(file, 'utf8');
      lines += text.split('\n').length;
      for (const { start, end } of secretsIn(text))
        wrong.push(`${file}: ${text.slice(start, Math.min(end, start + 80))}`);
    }
    assert.ok(lines > 100_000, `only ${lines} lines to look at`);
    assert.ok(wrong.length <= lines / 1000, `${wrong.length} of ${lines}:\n${wrong.slice(0, 30).join('\n')}`);
  }).timeout(60_000);

  it('of the attack corpus are all replaced', function () {
    const corpus = join(repo, '..', 'shared', 'security', 'attack-cases.json');
    if (!existsSync(corpus)) {
      console.warn('      NOT RUN: ../shared/security/attack-cases.json is missing.');
      return this.skip();
    }
    const { cases } = JSON.parse(readFileSync(corpus, 'utf8')) as {
      readonly cases: readonly { readonly id: string; readonly variants: readonly { readonly content: string }[] }[];
    };
    const { variants } = cases.find(({ id }) => id === 'EX-01')!;
    const open = variants
      .map(({ content }) => content.replaceAll('{{cut}}', ''))
      .filter((text) => secretsIn(text).length === 0);
    assert.deepEqual(open, []);
  });

  it('are looked for in time that grows with the text, not faster', () => {
    const nasty = [
      '-----BEGIN PRIVATE KEY-----\n',
      'password="',
      'a://b:',
      'ey' + 'Jaaaaaaaaa.',
      'A_KEY=',
      'secret_'.repeat(9),
    ];
    for (const piece of nasty) {
      const time = (count: number) => {
        const text = piece.repeat(count);
        const start = performance.now();
        secretsIn(text);
        return performance.now() - start;
      };
      time(100);
      const size = Math.ceil(100_000 / piece.length);
      assert.ok(time(size) < 4000, `${piece} × ${size}`);
    }
  }).timeout(60_000);
});

function* codeFiles(): Generator<string> {
  for (const folder of ['src', 'test']) {
    for (const name of readdirSync(join(repo, folder), { recursive: true, encoding: 'utf8' })) {
      if (/\.tsx?$/.test(name) && !name.includes('placeholders.test')) yield join(repo, folder, name);
    }
  }
  for (const name of [
    '@typescript',
    'glob',
    '@google/genai/dist/web',
    '@types/node',
    '@types/vscode',
    'fast-check',
    'zod',
    'preact/src',
  ]) {
    const path = join(repo, 'node_modules', name);
    if (existsSync(path))
      for (const file of readdirSync(path, { recursive: true, encoding: 'utf8' }))
        if (/(?<!\.min)\.(?:ts|js)$/.test(file)) yield join(path, file);
  }
}
