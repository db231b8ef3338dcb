// What is at the light bulb in, what Castor offers there out; pure, and its cost does not grow with the text.

/** The part of an editor's `Diagnostic` that is needed. `severity`: 0 error … 3 hint. */
interface Problem {
  readonly severity: number;
}

export interface Asked<D extends Problem> {
  /** At the cursor. */
  readonly diagnostics: readonly D[];
  /** Some text is selected. */
  readonly selected: boolean;
  /** Files may be changed. */
  readonly trusted: boolean;
  wants(kind: 'fix' | 'rewrite'): boolean;
  /** Every problem of the file; called at most once. */
  inFile(): readonly D[];
}

export interface Offer<D> {
  readonly title: string;
  readonly kind: 'fix' | 'rewrite';
  readonly command: 'castor.fix' | 'castor.explain' | 'castor.refactor';
  /** What the command gets beside the address of the file. */
  readonly given: {
    readonly diagnostics?: readonly D[];
    readonly allProblems?: true;
    readonly how?: 'simplify' | 'addTypes' | 'extract';
  };
}

type Translate = (text: string, ...values: readonly number[]) => string;

export function offers<D extends Problem>(asked: Asked<D>, t: Translate): readonly Offer<D>[] {
  return [...fixes(asked, t), ...rewrites(asked, t)];
}

function fixes<D extends Problem>(
  { diagnostics, trusted, wants, inFile }: Asked<D>,
  t: Translate,
): readonly Offer<D>[] {
  if (diagnostics.length === 0 || !wants('fix')) return [];
  const explain: Offer<D> = {
    title: t('Explain with Castor'),
    kind: 'fix',
    command: 'castor.explain',
    given: { diagnostics },
  };
  if (!trusted) return [explain];
  const fix: Offer<D> = { title: t('Fix with Castor'), kind: 'fix', command: 'castor.fix', given: { diagnostics } };
  const count = inFile().reduce((sum, { severity }) => sum + (severity < 3 ? 1 : 0), 0);
  if (count < 2) return [fix, explain];
  const title = t('Fix all {0} problems in this file with Castor', count);
  return [fix, explain, { title, kind: 'fix', command: 'castor.fix', given: { allProblems: true } }];
}

function rewrites<D extends Problem>({ selected, trusted, wants }: Asked<D>, t: Translate): readonly Offer<D>[] {
  if (!selected || !trusted || !wants('rewrite')) return [];
  const offer = (title: string, given: Offer<D>['given']): Offer<D> => ({
    title,
    kind: 'rewrite',
    command: 'castor.refactor',
    given,
  });
  return [
    offer(t('Refactor with Castor…'), {}),
    offer(t('Simplify with Castor'), { how: 'simplify' }),
    offer(t('Add types with Castor'), { how: 'addTypes' }),
    offer(t('Extract with Castor…'), { how: 'extract' }),
  ];
}
