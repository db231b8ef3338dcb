// Tools that know symbols, over a scripted language support: what the model is told, and what it must not learn.

import assert from 'node:assert/strict';
import type { Found, Language, Spot } from '../../../src/agent/calls/language.ts';
import type { Tool } from '../../../src/agent/calls/tool.ts';
import { ToolError } from '../../../src/agent/workspace.ts';
import { findReferences, MAX_REFERENCES } from '../../../src/tools/findReferences.ts';
import { findSymbols, MAX_SYMBOLS } from '../../../src/tools/findSymbols.ts';
import { goToDefinition } from '../../../src/tools/goToDefinition.ts';
import { memoryWorkspace } from '../../support/memoryWorkspace.ts';
import { toolContext } from '../../support/toolContext.ts';

const files = {
  'src/a.ts': 'const totals = 1;\nexport function total() {\n  return 1;\n}\n',
  'src/b.ts': 'import { total } from "./a.ts";\r\n\r\ntotal();\r\n',
  '.env': 'SECRET=total\n',
};

const found = (path: string, line: number, lastLine = line, column = 1): Found => ({ path, line, lastLine, column });

/** Calls a tool over the files, with what the language support would say. */
function over(tool: Tool, language: Partial<Language> | undefined) {
  const memory = memoryWorkspace(files);
  const spots: Spot[] = [];
  const nothing = async () => [];
  const whole: Language | undefined = language && {
    symbols: nothing,
    rename: async () => undefined,
    definitions: nothing,
    references: nothing,
    ...language,
  };
  const noting: Language | undefined = whole && {
    ...whole,
    definitions(spot, signal) {
      spots.push(spot);
      return whole.definitions(spot, signal);
    },
  };
  const run = async (args: Readonly<Record<string, unknown>>) => {
    const parsed = tool.parse(args);
    if ('error' in parsed) throw new Error(parsed.error);
    const places = tool.targets(parsed.args).map(({ path, operation }) => memory.place(path, operation));
    return String((await tool.run!(parsed.args, toolContext(memory, { places, language: noting }))).content);
  };
  return { run, spots };
}

const use = { path: 'src/b.ts', line: 3, symbol: 'total' };
const toolError = (pattern: RegExp) => (error: unknown) => error instanceof ToolError && pattern.test(error.message);

describe('find_symbols', () => {
  it('names each symbol with its place, and neither secrets nor files outside', async () => {
    const symbol = (path: string | undefined, name: string) => ({
      ...(path ? found(path, 2, 4, 17) : { outside: 'lib/x.d.ts', line: 1, lastLine: 1, column: 1 }),
      name,
      kind: 'function',
      container: 'a',
    });
    const { run } = over(findSymbols, {
      symbols: async () => [symbol('src/a.ts', 'total'), symbol('.env', 'SECRET'), symbol(undefined, 'Total')],
    });
    assert.equal(await run({ query: 'tot' }), 'src/a.ts:2:17 function total in a');
  });
  it('counts what it leaves out, and says what to do when nothing is known', async () => {
    const many = Array.from({ length: MAX_SYMBOLS + 5 }, () => ({
      ...found('src/a.ts', 2),
      name: 'x',
      kind: 'variable',
    }));
    assert.match(await over(findSymbols, { symbols: async () => many }).run({ query: 'x' }), /… and 5 more; give more/);
    assert.match(await over(findSymbols, {}).run({ query: 'x' }), /No symbol .*use search/);
    await assert.rejects(over(findSymbols, undefined).run({ query: 'x' }), toolError(/Use search/));
  });
});

describe('go_to_definition', () => {
  it('asks at the whole word, and shows the lines of the definition', async () => {
    const { run, spots } = over(goToDefinition, { definitions: async () => [found('src/a.ts', 2, 4, 17)] });
    assert.equal(await run(use), 'src/a.ts:2:17\nexport function total() {\n  return 1;\n}');
    await run({ path: 'src/a.ts', line: 2, symbol: 'total' });
    assert.deepEqual(
      spots.map(({ place, line, column }) => [place.path, line, column]),
      [
        ['src/b.ts', 3, 1],
        ['src/a.ts', 2, 17],
      ],
    );
  });
  it('names a place outside of the workspace without its text, and hides what the gate protects', async () => {
    const outside = { outside: 'lib/lib.d.ts', line: 7, lastLine: 9, column: 1 };
    const { run } = over(goToDefinition, { definitions: async () => [outside, found('.env', 1), found('../x', 1)] });
    assert.equal(await run(use), 'lib/lib.d.ts (outside of the workspace), line 7');
  });
  it('tells on which lines the symbol does stand', async () => {
    const { run } = over(goToDefinition, {});
    await assert.rejects(
      run({ ...use, line: 2 }),
      toolError(/not stand on line 2 of src\/b\.ts\. It stands on lines 1, 3\./),
    );
    await assert.rejects(run({ ...use, symbol: 'tota' }), toolError(/does not stand in src\/b\.ts/));
    await assert.rejects(run({ ...use, path: 'src/c.ts' }), toolError(/does not exist/));
    assert.match(await run(use), /knows no definition/);
  });
});

describe('find_references', () => {
  it('groups uses by file, with their lines', async () => {
    const { run } = over(findReferences, {
      references: async () => [found('src/a.ts', 2), found('src/b.ts', 1), found('src/b.ts', 3), found('.env', 1)],
    });
    const lines = [
      'src/a.ts',
      '  2: export function total() {',
      '',
      'src/b.ts',
      '  1: import { total } from "./a.ts";',
      '  3: total();',
    ];
    assert.equal(await run(use), ['3 uses in 2 files', '', ...lines].join('\n'));
  });
  it('counts what it leaves out', async () => {
    const many = Array.from({ length: MAX_REFERENCES + 1 }, () => found('src/a.ts', 2));
    assert.match(await over(findReferences, { references: async () => many }).run(use), /… and 1 more$/);
    assert.match(await over(findReferences, {}).run(use), /knows no use of total/);
  });
});
