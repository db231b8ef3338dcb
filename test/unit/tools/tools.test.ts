// Calls of each tool on a workspace in memory; what the model is told, what would change, and what is refused.

import assert from 'node:assert/strict';
import type { Tool, ToolResult } from '../../../src/agent/calls/tool.ts';
import { ToolError } from '../../../src/agent/workspace.ts';
import type { Target } from '../../../src/gate/judged.ts';
import { tools } from '../../../src/tools/index.ts';
import { MAX_ENTRIES } from '../../../src/tools/listDir.ts';
import { MAX_LINE_LENGTH, MAX_LINES } from '../../../src/tools/readFile.ts';
import { MAX_MATCHES } from '../../../src/tools/search.ts';
import { hashOf, type MemoryWorkspace, memoryWorkspace } from '../../support/memoryWorkspace.ts';
import { toolContext } from '../../support/toolContext.ts';

const find = (name: string): Tool => tools.find((tool) => tool.name === name)!;

/** A session of calls, without the gate: what one call has seen the next one knows. */
function session(files: Record<string, string>) {
  const memory = memoryWorkspace(files);
  const seen = new Map<string, string>();
  const start = (name: string, args: Record<string, unknown>) => {
    const tool = find(name);
    const parsed = tool.parse(args);
    if ('error' in parsed) throw new Error(parsed.error);
    const places = tool
      .targets(parsed.args)
      .map(({ path, operation }) => memory.place(path === '.' ? '' : path, operation));
    const judge = async ({ path, operation }: Target) => memory.place(path, operation);
    const context = toolContext(memory, { places, judge, seen });
    return { tool, args: parsed.args, context };
  };
  return {
    ...memory,
    seen,
    async run(name: string, args: Record<string, unknown> = {}): Promise<ToolResult & { readonly content: string }> {
      const call = start(name, args);
      const result = await call.tool.run!(call.args, call.context);
      return { ...result, content: String(result.content) };
    },
    async plan(name: string, args: Record<string, unknown>) {
      const call = start(name, args);
      const { changes, content } = await call.tool.plan!(call.args, call.context);
      const [change] = changes;
      if (changes.length !== 1 || (change?.kind !== 'create' && change?.kind !== 'edit'))
        throw new Error('not one text');
      return { change, content };
    },
  };
}

const toolError = (pattern: RegExp) => (error: unknown) => {
  assert.ok(error instanceof ToolError, String(error));
  assert.match(error.message, pattern);
  return true;
};

describe('the tools', () => {
  it('are declared with a flat schema that allows nothing else', () => {
    assert.deepEqual(
      tools.map(({ name, effect }) => `${name}: ${effect}`),
      [
        'read_file: read',
        'list_dir: read',
        'search: read',
        'find_symbols: read',
        'go_to_definition: read',
        'find_references: read',
        'apply_edit: edit',
        'create_file: edit',
        'rename_file: edit',
        'move: edit',
        'delete_file: edit',
        'rename_symbol: edit',
        'get_problems: read',
        'run_command: run',
        'command_output: read',
        'kill_command: read',
        'ask_user: read',
        'present_plan: read',
      ],
    );
    for (const { declaration, run, plan, effect, parse } of tools) {
      assert.equal(declaration.parameters.additionalProperties, false);
      assert.match(declaration.name, /^[A-Za-z_][A-Za-z0-9_]{0,63}$/);
      assert.equal(Boolean(run), effect !== 'edit');
      assert.equal(Boolean(plan), effect === 'edit');
      assert.ok('error' in parse({ surprise: 1 }));
    }
  });
  it('have titles from whatever has arrived of the arguments', () => {
    for (const tool of tools) assert.ok(tool.title({}).length > 3);
    assert.equal(find('read_file').title({ path: 'src/a.ts', start_line: 5 } as object), 'Read src/a.ts:5-');
    assert.equal(find('apply_edit').title({ path: 'src/a.ts' } as object), 'Edit src/a.ts');
    assert.equal(find('list_dir').title({ path: '.' } as object), 'List the workspace root');
    assert.equal(find('search').title({ pattern: 'a "b"' } as object), 'Search for "a \\"b\\""');
  });
});

describe('read_file', () => {
  const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index + 1}\n`).join('');

  it('gives a header and the bare lines, and records what was seen', async () => {
    const s = session({ 'src/a.ts': 'one\r\n\ttwo\r\n' });
    const { content, summary } = await s.run('read_file', { path: 'src/a.ts' });
    assert.equal(content, 'src/a.ts lines 1-2 of 2\none\n\ttwo');
    assert.equal(summary, '2 lines');
    assert.equal(s.seen.get('src/a.ts'), hashOf('one\r\n\ttwo\r\n'));
  });
  it('gives a range, both ends included', async () => {
    const s = session({ a: lines(9) });
    assert.equal(
      (await s.run('read_file', { path: 'a', start_line: 3, end_line: 4 })).content,
      'a lines 3-4 of 9\nline 3\nline 4',
    );
    assert.match((await s.run('read_file', { path: 'a', start_line: 8, end_line: 99 })).content, /^a lines 8-9 of 9\n/);
    await assert.rejects(s.run('read_file', { path: 'a', start_line: 10 }), toolError(/only 9 lines/));
    await assert.rejects(s.run('read_file', { path: 'a', start_line: 5, end_line: 4 }), toolError(/before/));
  });
  it('cuts what is too much and names the call that goes on', async () => {
    const s = session({ a: lines(MAX_LINES + 500) });
    const first = await s.run('read_file', { path: 'a' });
    assert.match(
      first.content,
      new RegExp(`^a lines 1-${MAX_LINES} of ${MAX_LINES + 500}; cut here, go on with start_line=${MAX_LINES + 1}\n`),
    );
    const rest = await s.run('read_file', { path: 'a', start_line: MAX_LINES + 1 });
    assert.match(rest.content, /^a lines 1501-2000 of 2000\nline 1501\n/);
  });
  it('cuts by characters too, and single lines', async () => {
    const s = session({
      wide: `${'x'.repeat(900)}\n`.repeat(200),
      long: `a\n${'y'.repeat(MAX_LINE_LENGTH + 50)}\nb\n`,
    });
    assert.match(
      (await s.run('read_file', { path: 'wide' })).content,
      /^wide lines 1-88 of 200; cut here, go on with start_line=89\n/,
    );
    const { content } = await s.run('read_file', { path: 'long' });
    assert.match(content, /cut after 4000 characters: line 2 /);
    assert.ok(content.endsWith(`${'y'.repeat(20)}…\nb`));
  });
  it('says when the buffer is not saved, and that a file is empty', async () => {
    const s = session({ a: 'old\n', b: '' });
    s.buffers.set('a', 'new\n');
    assert.equal(
      (await s.run('read_file', { path: 'a' })).content,
      'a lines 1-1 of 1, with unsaved changes in the editor\nnew',
    );
    assert.equal((await s.run('read_file', { path: 'b' })).content, 'b is empty (0 lines)');
  });
  it('refuses what is no text file and suggests what may be meant', async () => {
    const s = session({ 'src/chatView.ts': 'x', 'src/page.css': 'x', 'bin.dat': '' });
    s.binary.add('bin.dat');
    await assert.rejects(s.run('read_file', { path: 'bin.dat' }), toolError(/binary/));
    await assert.rejects(s.run('read_file', { path: 'src' }), toolError(/directory.*list_dir/));
    await assert.rejects(s.run('read_file', { path: 'src/chatview.ts' }), toolError(/Did you mean src\/chatView\.ts/));
    await assert.rejects(s.run('read_file', { path: 'src/page.ts' }), toolError(/src\/page\.css/));
    await assert.rejects(s.run('read_file', { path: 'nowhere/deep/x.md' }), toolError(/does not exist.*list_dir/));
  });
});

describe('list_dir', () => {
  it('lists folders first, with sizes, without .git, naming secret files', async () => {
    const s = session({ 'b.ts': 'x'.repeat(1500), 'a.ts': 'x', 'src/x.ts': '', '.git/config': '', '.env': 'KEY=1' });
    const { content, summary } = await s.run('list_dir', { path: '.' });
    assert.equal(content, '. has 4 entries\nsrc/\n.env (5 B, protected: may hold secrets)\na.ts (1 B)\nb.ts (1.5 KB)');
    assert.equal(summary, '4 entries');
    assert.deepEqual((await s.run('list_dir', { path: '' })).content, content);
    assert.equal((await s.run('list_dir', { path: 'src' })).content, 'src has 1 entry\nx.ts (0 B)');
  });
  it('counts what it leaves out', async () => {
    const s = session(Object.fromEntries(Array.from({ length: MAX_ENTRIES + 7 }, (_, index) => [`f${index}`, ''])));
    assert.match((await s.run('list_dir', { path: '.' })).content, /… and 7 more entries/);
  });
  it('suggests near folders', async () => {
    await assert.rejects(
      session({ 'source/a': '' }).run('list_dir', { path: 'sources' }),
      toolError(/Did you mean source\//),
    );
  });
});

describe('search', () => {
  it('groups by file and leaves secret files out', async () => {
    const s = session({ 'a.ts': 'key\nno\nkey 2', 'b/c.ts': 'a key', '.env': 'key=1' });
    const { content, summary } = await s.run('search', { pattern: 'key' });
    assert.equal(
      content,
      '3 matches in 2 files for "key". 1 match in secret files not shown.\na.ts\n  1: key\n  3: key 2\n\nb/c.ts\n  1: a key',
    );
    assert.equal(summary, '3 matches in 2 files');
    assert.match(
      (await s.run('search', { pattern: 'k.y', include: '*.ts' })).content,
      /^No matches for "k\.y" in \*\.ts\. Try without include/,
    );
    assert.match((await s.run('search', { pattern: 'k.y', is_regex: true })).content, /^3 matches/);
  });
  it('says how to narrow when there is more, and cuts long lines', async () => {
    const s = session({ a: 'hit\n'.repeat(MAX_MATCHES + 1), b: `needle${'x'.repeat(1000)}` });
    const { content, summary } = await s.run('search', { pattern: 'hit' });
    assert.match(content, /^200 matches in 1 file for "hit"\. There are more: narrow with include/);
    assert.equal(summary, '200 matches in 1 file, more exist');
    assert.ok((await s.run('search', { pattern: 'needle' })).content.length < 400);
  });
  it('refuses a pattern over several lines', async () => {
    await assert.rejects(session({}).run('search', { pattern: 'a\nb' }), toolError(/line by line/));
  });
});

describe('apply_edit', () => {
  const before = 'a();\n\tb();\nc();\nd();\ne();\n';
  const call = (...edits: readonly (readonly [string, string])[]) => ({
    path: 'x.ts',
    edits: edits.map(([old_text, new_text]) => ({ old_text, new_text })),
  });

  it('plans one change, touching nothing, and says which lines', async () => {
    const s = session({ 'x.ts': before });
    const { change, content } = await s.plan('apply_edit', call(['e();\n', ''], ['a();', 'a(1);\na(2);']));
    assert.equal(change.kind, 'edit');
    assert.equal(change.after, 'a(1);\na(2);\n\tb();\nc();\nd();\n');
    assert.equal(change.before?.hash, hashOf(before));
    assert.equal(content, 'Edited x.ts.\nedit 2: line 1 → lines 1-2\nedit 1: line 5 deleted');
    assert.equal(s.files.get('x.ts'), before);
  });
  it('tells of the slip it forgave', async () => {
    const { content, change } = await session({ 'x.ts': before }).plan(
      'apply_edit',
      call(['    b();\nc();\n', '    b(1);\nc();\n']),
    );
    assert.match(content, /re-indented/);
    assert.equal(change.after, before.replace('b()', 'b(1)'));
  });
  it('names the edit that does not fit', async () => {
    await assert.rejects(
      session({ 'x.ts': before }).plan('apply_edit', call(['a', 'b'], ['zzz', 'y'])),
      toolError(/^Edit 2 of 2 of x\.ts was refused and nothing was changed/),
    );
    await assert.rejects(session({ 'x.ts': before }).plan('apply_edit', call(['();', '(1);'])), toolError(/5 places/));
  });
  it('refuses a file that changed since it was read, shows it, and takes the edit when it is sent again', async () => {
    const s = session({ 'x.ts': before });
    await s.run('read_file', { path: 'x.ts' });
    s.files.set('x.ts', `// first\n${before}`);
    await assert.rejects(
      s.plan('apply_edit', call(['d();', 'D();'])),
      toolError(/changed since you read it.*lines 1-6:\n\/\/ first\na\(\);/s),
    );
    const { change } = await s.plan('apply_edit', call(['d();', 'D();']));
    assert.equal(change.after, `// first\n${before.replace('d', 'D')}`);
  });
  it('works on the unsaved buffer', async () => {
    const s = session({ 'x.ts': before });
    s.buffers.set('x.ts', 'typed\n');
    const { change } = await s.plan('apply_edit', call(['typed', 'kept']));
    assert.equal(change.after, 'kept\n');
    assert.equal(change.before?.dirty, true);
  });
});

describe('create_file', () => {
  it('plans a file that is not there and refuses one that is', async () => {
    const s = session({ 'a.ts': 'x' });
    const { change, content } = await s.plan('create_file', { path: 'new/b.ts', content: 'one\ntwo' });
    assert.deepEqual(
      [change.kind, change.before, change.after, content],
      ['create', undefined, 'one\ntwo', 'Created new/b.ts (2 lines).'],
    );
    await assert.rejects(s.plan('create_file', { path: 'a.ts', content: '' }), toolError(/exists already.*apply_edit/));
  });
});

describe('get_problems', () => {
  const problem = (path: string, line: number, severity: 'error' | 'warning', message: string) => ({
    path,
    line,
    column: 2,
    severity,
    message,
    source: 'ts',
    code: '2304',
  });
  const fill = (s: MemoryWorkspace) =>
    s.diagnostics.push(
      problem('b.ts', 1, 'warning', 'unused'),
      problem('a.ts', 9, 'error', 'late'),
      problem('a.ts', 3, 'error', 'no\n  such name'),
    );

  it('gives errors first, by file', async () => {
    const s = session({ 'a.ts': '', 'b.ts': '' });
    fill(s);
    assert.equal(
      (await s.run('get_problems')).content,
      '2 errors, 1 warning.\na.ts\n  3:2 error: no such name (ts 2304)\n  9:2 error: late (ts 2304)\n\nb.ts\n  1:2 warning: unused (ts 2304)',
    );
    assert.equal((await s.run('get_problems', { path: 'b.ts' })).summary, '1 warning');
    assert.equal(
      (await session({ 'c.ts': '' }).run('get_problems', { path: 'c.ts' })).content,
      'No problems are reported in c.ts.',
    );
  });
});
