// The symbol around some lines: nested and flat outlines, variables that are one line, nothing around.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type OutlineSymbol, symbolAt } from '../../../../src/vscode/prompt/symbolAt.ts';

const symbol = (name: string, kind: number, start: number, end: number, ...children: OutlineSymbol[]) => ({
  name,
  kind,
  range: { start: { line: start }, end: { line: end } },
  children,
});
const [classKind, methodKind, functionKind, constantKind] = [4, 5, 11, 13];
const outline = [
  symbol('Cart', classKind, 0, 10, symbol('total', methodKind, 2, 6, symbol('sum', constantKind, 3, 3))),
  symbol('add', constantKind, 12, 15),
];

describe('symbolAt', () => {
  it('is the innermost one, named with those around it', () => {
    assert.deepEqual(symbolAt(outline, 3), { name: 'Cart.total', start: 2, end: 6 });
    assert.deepEqual(symbolAt(outline, 8), { name: 'Cart', start: 0, end: 10 });
  });

  it('holds all of the lines', () => {
    assert.equal(symbolAt(outline, 3, 6)?.name, 'Cart.total');
    assert.equal(symbolAt(outline, 3, 7)?.name, 'Cart');
    assert.equal(symbolAt(outline, 9, 13), undefined);
  });

  it('is a variable only where it spans lines', () => {
    assert.equal(symbolAt(outline, 13)?.name, 'add');
    assert.equal(symbolAt([symbol('x', constantKind, 4, 4)], 4), undefined);
  });

  it('finds the innermost one in a flat list too', () => {
    const flat = (name: string, start: number, end: number) => ({
      name,
      kind: functionKind,
      location: { range: { start: { line: start }, end: { line: end } } },
    });
    assert.equal(symbolAt([flat('outer', 0, 20), flat('inner', 5, 9)], 6)?.name, 'inner');
    assert.equal(symbolAt([flat('inner', 5, 9), flat('outer', 0, 20)], 6)?.name, 'inner');
  });

  it('always holds what was asked for', () => {
    const any = fc.record({
      name: fc.string(),
      kind: fc.nat(25),
      range: fc
        .tuple(fc.nat(30), fc.nat(30))
        .map(([a, b]) => ({ start: { line: Math.min(a, b) }, end: { line: Math.max(a, b) } })),
    });
    fc.assert(
      fc.property(fc.array(any), fc.nat(30), fc.nat(5), (symbols, start, more) => {
        const found = symbolAt(symbols, start, start + more);
        if (found) assert.ok(found.start <= start && found.end >= start + more);
      }),
    );
  });
});
