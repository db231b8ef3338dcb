// The import map of docs/ARCHITECTURE.md is enforced: each forbidden import fails the linter, each allowed one passes.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const rooms: Record<string, { forbidden: readonly string[]; allowed: readonly string[] }> = {
  'src/shared/x.ts': {
    forbidden: ['../agent/agent.ts', 'vscode', 'node:fs', 'zod', '@google/genai/web'],
    allowed: ['./text.ts'],
  },
  'src/gate/x.ts': { forbidden: ['../agent/ports.ts', 'node:fs/promises', 'vscode'], allowed: ['../shared/events.ts'] },
  'src/edits/x.ts': { forbidden: ['../tools/index.ts', 'node:fs'], allowed: ['../shared/events.ts', 'diff'] },
  'src/agent/x.ts': {
    forbidden: ['../gemini/gemini.ts', '../node/facts.ts', 'vscode', 'node:fs', '@google/genai'],
    allowed: ['../gate/judge.ts', '../edits/apply.ts', 'zod'],
  },
  'src/tools/x.ts': {
    forbidden: ['../node/ripgrep.ts', 'vscode', 'node:child_process', '../gemini/gemini.ts'],
    allowed: ['../agent/tool.ts', 'zod'],
  },
  'src/gemini/x.ts': {
    forbidden: ['../vscode/chat.ts', 'vscode', 'node:fs', '../tools/index.ts'],
    allowed: ['../agent/ports.ts', '@google/genai/web'],
  },
  'src/node/x.ts': {
    forbidden: ['vscode', '../vscode/chat.ts', '@google/genai/web', 'playwright-core', '../browser/browser.ts'],
    allowed: ['node:fs/promises', '../agent/ports.ts'],
  },
  'src/browser/x.ts': {
    forbidden: ['vscode', '../vscode/chat.ts', '@google/genai/web', '../node/process.ts', '../tools/index.ts'],
    allowed: ['playwright-core', 'node:http', '../agent/workspace.ts', '../gate/address.ts'],
  },
  'src/vscode/x.ts': {
    forbidden: ['@google/genai/web', '../webview/state.ts', 'node:child_process', 'playwright-core'],
    allowed: ['vscode', '../agent/session.ts', '../browser/browser.ts'],
  },
  'src/webview/x.ts': {
    forbidden: ['../agent/session.ts', '../gate/judge.ts', 'vscode', 'node:path', 'zod'],
    allowed: ['../shared/fold.ts', 'preact'],
  },
  'src/webview/steps/x.ts': {
    forbidden: ['../../agent/session.ts', '../../vscode/chat.ts'],
    allowed: ['../../shared/fold.ts', '../state.ts'],
  },
};

/** Paths of the probes that the linter refuses, in one run over a copy of the configuration. */
function refused(probes: ReadonlyMap<string, string>): ReadonlySet<string> {
  const root = mkdtempSync(join(tmpdir(), 'castor-import-map-'));
  const { $schema, vcs, ...config } = JSON.parse(readFileSync('biome.json', 'utf8'));
  writeFileSync(join(root, 'biome.json'), JSON.stringify(config));
  for (const [file, specifier] of probes) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), `import { x } from '${specifier}';\nx();\n`);
  }
  const args = ['lint', '--only=style/noRestrictedImports', '--reporter=json', '--max-diagnostics=none'];
  const { stdout } = spawnSync('biome', args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
  rmSync(root, { recursive: true, force: true });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { location: { path: unknown } }[] };
  return new Set(diagnostics.map(({ location }) => String((location.path as { file?: string }).file ?? location.path)));
}

describe('import map', () => {
  const probes = new Map<string, string>();
  for (const [file, { forbidden, allowed }] of Object.entries(rooms)) {
    for (const [at, specifier] of [...forbidden, ...allowed].entries())
      probes.set(file.replace('x.ts', `x${at}.ts`), specifier);
  }
  let bad: ReadonlySet<string>;
  before(() => {
    bad = refused(probes);
  });
  for (const [file, { forbidden }] of Object.entries(rooms)) {
    it(`of ${file.replace(/\/x\.ts$/, '/')}`, () => {
      for (const [probe, specifier] of probes) {
        if (!probe.startsWith(file.replace('x.ts', 'x')) || dirname(probe) !== dirname(file)) continue;
        assert.equal(bad.has(probe), forbidden.includes(specifier), `${specifier} in ${dirname(file)}/`);
      }
    });
  }
});
