// Edits of our own, in several languages and styles of indentation, as every kind of slip is tried on them.

import type { RealEdit } from '../../support/slips.ts';

const files = {
  'queue.ts': `import { Clock } from './clock.ts';

export class Queue {
  readonly #clock: Clock;
  #waiting: (() => void)[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Adds a job that says "ready" when it may run. */
  add(job: () => void): void {
    const started = this.#clock.now();

    if (this.#waiting.length > 100) {
      throw new Error("Too many jobs: wait for 'idle' first");
    }
    this.#waiting.push(() => {
      job();
      console.log("ran after", this.#clock.now() - started);
    });
  }

  get isIdle(): boolean {
    return this.#waiting.length === 0;
  }
}
`,
  'report.py': `import json
import sys


class Report:
    def __init__(self, path, title="untitled"):
        self.path = path
        self.title = title
        self.rows = []

    def add(self, name, value):
        if value is None:
            raise ValueError("value of 'name' is missing")

        self.rows.append({"name": name, "value": value})
        if len(self.rows) > 1000:
            self.flush()
            self.rows = []

    def flush(self):
        with open(self.path, "w") as out:
            json.dump(self.rows, out, indent=2)


if __name__ == "__main__":
    Report(sys.argv[1]).flush()
`,
  'page.css': `.card {
    color: var(--text);
    background: var(--card);
    border-radius: 4px;
}

.card > .title::after {
    content: "\\201C";
    margin: 0 auto;

    font-size: 1.2em;
    line-height: 1.4;
}

.card > .body {
    padding: 8px;
}
`,
};

type Name = keyof typeof files;

function edit(id: string, name: Name, search: string, replace: string): RealEdit {
  const before = files[name];
  if (before.split(search).length !== 2) throw new Error(`The case ${id} does not stand once in its file.`);
  return { id, before, search, replace, after: before.split(search).join(replace) };
}

const q = files['queue.ts'].split('\n');
const p = files['report.py'].split('\n');
const c = files['page.css'].split('\n');
const cut = (lines: readonly string[], from: number, to: number) => `${lines.slice(from - 1, to).join('\n')}\n`;

export const cases: readonly RealEdit[] = [
  edit(
    'ts: a method grows a guard',
    'queue.ts',
    cut(q, 11, 22),
    cut(q, 11, 22).replace('    const started', "    if (this.isIdle) console.debug('first');\n    const started"),
  ),
  edit('ts: a line inside changes', 'queue.ts', cut(q, 13, 19), cut(q, 13, 19).replace('> 100', '> 250')),
  edit('ts: lines go', 'queue.ts', cut(q, 12, 22), cut(q, 12, 22).replace(/\n {4}if[\s\S]*?\n {4}\}/, '')),
  edit(
    'py: a body is rewritten',
    'report.py',
    cut(p, 11, 18),
    cut(p, 11, 18)
      .replace('len(self.rows) > 1000', 'len(self.rows) >= self.limit')
      .replace('            self.rows = []', '            self.rows.clear()'),
  ),
  edit(
    'py: a method is inserted',
    'report.py',
    cut(p, 17, 22),
    cut(p, 17, 22).replace('    def flush', '    def clear(self):\n        self.rows.clear()\n\n    def flush'),
  ),
  edit('css: a value changes', 'page.css', cut(c, 7, 13), cut(c, 7, 13).replace('1.2em', '1.3em')),
  edit(
    'css: a property is added',
    'page.css',
    cut(c, 9, 16),
    cut(c, 9, 16).replace('    line-height: 1.4;', '    line-height: 1.4;\n    color: "red";'),
  ),
];
