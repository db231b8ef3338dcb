// A document's outline and some lines in, the innermost symbol around them out; pure.

/** `DocumentSymbol` and `SymbolInformation` alike: language servers give the one or the other. Lines are 0-based. */
export interface OutlineSymbol {
  readonly name: string;
  readonly kind: number;
  readonly range?: OutlineRange;
  readonly location?: { readonly range: OutlineRange };
  readonly children?: readonly OutlineSymbol[];
}

interface OutlineRange {
  readonly start: { readonly line: number };
  readonly end: { readonly line: number };
}

export interface EnclosingSymbol {
  /** With the names around it: `Cart.total`. */
  readonly name: string;
  /** 0-based, both ends included. */
  readonly start: number;
  readonly end: number;
}

/** Module, namespace, package, class, method, constructor, enum, interface, function, struct: what a person means by "this". */
const wholes: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 8, 9, 10, 11, 22]);

/** Undefined where no symbol holds all of the lines (0-based, both ends included). A variable counts only if it spans lines, as an arrow function does. */
export function symbolAt(
  symbols: readonly OutlineSymbol[],
  start: number,
  end: number = start,
): EnclosingSymbol | undefined {
  const around = wholesAround(symbols, start, end, []);
  // The flat form has no children: the shortest one is the innermost.
  return around.reduce<EnclosingSymbol | undefined>(
    (best, one) => (best && best.end - best.start < one.end - one.start ? best : one),
    undefined,
  );
}

function wholesAround(
  symbols: readonly OutlineSymbol[],
  start: number,
  end: number,
  names: readonly string[],
): readonly EnclosingSymbol[] {
  return symbols.flatMap(({ name, kind, range, location, children }) => {
    const { start: first, end: last } = range ?? location?.range ?? { start: { line: 1 }, end: { line: 0 } };
    if (first.line > start || last.line < end) return [];
    const path = [...names, name];
    const counts = wholes.has(kind) || last.line > first.line;
    const here = counts ? [{ name: path.join('.'), start: first.line, end: last.line }] : [];
    return [...here, ...wholesAround(children ?? [], start, end, path)];
  });
}
