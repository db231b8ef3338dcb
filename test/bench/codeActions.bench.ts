// The light bulb: the editor asks at every move of the cursor, so the list must cost next to nothing, also in a file full of problems.

import { offers } from '../../src/vscode/prompt/codeActionOffers.ts';
import { alternate, type Row } from './row.ts';

export const title = 'cost of the list of code actions';

const problems = (count: number) =>
  Array.from({ length: count }, (_, line) => ({ severity: line % 4, message: `problem ${line}`, line }));

const list = (all: ReturnType<typeof problems>) =>
  offers(
    // A copy is what the editor gives: `getDiagnostics` joins those of all sources into an array of its own.
    { diagnostics: all, selected: true, trusted: true, wants: () => true, inFile: () => [...all] },
    (text, ...values) => text.replace('{0}', String(values[0])),
  );

export async function run(): Promise<readonly Row[]> {
  const [one, thousand] = [problems(1), problems(1000)];
  const rounds = 200;
  const repeat = (all: ReturnType<typeof problems>) => () => {
    let offered = 0;
    for (let at = 0; at < rounds; at++) offered += list(all).length;
    return offered;
  };
  const { few, many } = (await alternate(15, { few: repeat(one), many: repeat(thousand) })) as {
    few: number;
    many: number;
  };
  return [
    {
      name: 'code actions for 1,000 problems',
      value: many / rounds,
      unit: 'ms',
      peer: { name: '1 problem', value: few / rounds },
    },
  ];
}
