// The meter over usages as the service sends them: sums that reconcile with its own totals, kinds, modalities, searches, and money by day and tier.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { pricesWith, priceTable } from '../../../src/gemini/prices.ts';
import { addMeters, cacheRate, emptyMeter, type Metered, meterOf } from '../../../src/shared/meter.ts';
import { priceOf } from '../../../src/shared/prices.ts';
import type { Usage } from '../../../src/shared/step.ts';
import { repo } from '../../support/repo.ts';

const flash = 'gemini-3.8-flash';
const november = Date.parse('2026-11-22T12:00:00Z');
const metered = (usage: Usage | undefined, model = flash, tier?: string): Metered => ({
  model,
  status: 'completed',
  usage,
  tier,
});

describe('meter', () => {
  it('sums tokens by kind, modality and search, as they were reported', () => {
    const meter = meterOf(
      [
        metered({
          total_tokens: 157,
          total_input_tokens: 100,
          input_tokens_by_modality: [
            { modality: 'text', tokens: 40 },
            { modality: 'image', tokens: 60 },
          ],
          total_cached_tokens: 50,
          cached_tokens_by_modality: [{ modality: 'text', tokens: 50 }],
          total_output_tokens: 20,
          total_thought_tokens: 30,
          total_tool_use_tokens: 7,
          grounding_tool_count: [{ type: 'google_search', count: 2, search_query_count: 5 }],
        }),
        metered({
          total_tokens: 10,
          total_input_tokens: 10,
          input_tokens_by_modality: [{ modality: 'text', tokens: 10 }],
          grounding_tool_count: [{ type: 'google_search', count: 1 }],
        }),
      ],
      {},
      november,
    );
    assert.deepEqual(
      { ...meter, money: undefined },
      {
        interactions: 2,
        silent: 0,
        total: 167,
        input: 110,
        cached: 50,
        output: 20,
        thought: 30,
        toolUse: 7,
        modalities: [
          { modality: 'text', input: 50, cached: 50, output: 0, toolUse: 0 },
          { modality: 'image', input: 60, cached: 0, output: 0, toolUse: 0 },
        ],
        grounding: [{ type: 'google_search', count: 3 }],
        money: undefined,
      },
    );
    assert.equal(cacheRate(meter)?.toFixed(3), (50 / 117).toFixed(3));
    assert.equal(cacheRate(emptyMeter), undefined);
  });

  it('says how many ended without a word of what they used, and does not count one that runs', () => {
    const meter = meterOf([metered(undefined), { model: flash }], priceTable, november);
    assert.deepEqual([meter.interactions, meter.silent, meter.money.partial], [2, 1, false]);
  });

  it('takes whatever comes for a usage and adds in any order', () => {
    const anyUsage = fc.option(
      fc.dictionary(
        fc.constantFrom('total_tokens', 'total_input_tokens', 'input_tokens_by_modality', 'grounding_tool_count'),
        fc.jsonValue(),
      ),
      { nil: undefined },
    );
    fc.assert(
      fc.property(fc.array(anyUsage), fc.nat(20), (usages, cut) => {
        const all = usages.map((usage) => metered(usage as Usage | undefined));
        const of = (some: readonly Metered[]) => meterOf(some, priceTable, november);
        const [whole, parts] = [of(all), addMeters(of(all.slice(0, cut)), of(all.slice(cut)))];
        assert.equal(parts.total, whole.total);
        assert.ok(Math.abs(parts.money.usd - whole.money.usd) <= Math.abs(whole.money.usd) * 1e-9);
        assert.deepEqual(
          new Set(parts.modalities.map(({ modality }) => modality)),
          new Set(whole.modalities.map(({ modality }) => modality)),
        );
      }),
    );
  });

  it('reconciles with the totals of what was recorded from the service', function () {
    const folder = join(repo, '..', 'shared', 'recordings');
    if (!existsSync(folder)) {
      console.warn('      NOT RUN: ../shared/recordings is missing.');
      return this.skip();
    }
    const whole = readdirSync(folder)
      .filter((name) => /chunks\.txt$|\.sse$/.test(name) && !name.includes('excerpt') && !name.includes('head'))
      .flatMap((name) => usagesIn(readFileSync(join(folder, name), 'utf8')));
    assert.ok(whole.length >= 8, `${whole.length} usages`);
    for (const usage of whole) {
      const { total, input, output, thought, toolUse } = meterOf([metered(usage)], {}, november);
      // One kind is left out where the recording has no field for it.
      if ('total_tool_use_tokens' in usage) assert.equal(input + output + thought + toolUse, total);
    }
  });
});

describe('money', () => {
  const usage = { total_input_tokens: 1_000_000, total_output_tokens: 100_000, total_thought_tokens: 100_000 };

  it('is what the documented prices say, thoughts as output', () => {
    const { money } = meterOf([metered(usage)], priceTable, november);
    assert.deepEqual(money, { usd: 0.75 + 0.2 * 3.75, partial: false });
  });

  it('goes by the day: an introductory price ends', () => {
    const [first, later] = ['2026-11-30T23:59:59Z', '2026-12-01T00:00:00Z'].map(
      (at) => meterOf([metered(usage, 'gemini-4-carbon')], priceTable, Date.parse(at)).money.usd,
    );
    assert.deepEqual([first, later], [2 + 2, 4 + 4]);
    const [before, after] = ['2026-12-31T23:59:59Z', '2027-01-01T00:00:00Z'].map(
      (at) => priceOf(priceTable, flash, undefined, Date.parse(at))?.input,
    );
    assert.deepEqual([before, after], [0.75, 1.5]);
  });

  it('says that it is not all where a model or a tier has no known price', () => {
    assert.deepEqual(meterOf([metered(usage, 'gemini-9')], priceTable, november).money, { usd: 0, partial: true });
    assert.deepEqual(meterOf([metered(usage, flash, 'flex')], priceTable, november).money, { usd: 0, partial: true });
  });

  it('counts cached input in full unless its price is known', () => {
    const cached = { ...usage, total_cached_tokens: 2_000_000 };
    const own = pricesWith({ [flash]: { input: 1, output: 0, cached: 0.1 } });
    assert.equal(meterOf([metered(cached)], priceTable, november).money.usd, 0.75 + 0.2 * 3.75);
    assert.equal(meterOf([metered(cached)], own, november).money.usd, 0.1);
  });

  it('takes a person’s own prices, and leaves out what is none', () => {
    const prices = pricesWith({
      'm@flex': { input: 1, output: 2 },
      bad: { input: -1, output: 2 },
      '__proto__ x': { input: 1, output: 1 },
    });
    assert.deepEqual(priceOf(prices, 'm', 'flex', november), { input: 1, output: 2 });
    assert.deepEqual(
      [priceOf(prices, 'bad', undefined, november), priceOf(prices, 'm', undefined, november)],
      [undefined, undefined],
    );
    for (const wrong of [undefined, null, 3, 'x', []]) assert.deepEqual(pricesWith(wrong), priceTable);
  });
});

function usagesIn(text: string): readonly Usage[] {
  return text.split('\n').flatMap((line) => {
    const at = line.indexOf('{');
    try {
      const { interaction } = JSON.parse(line.slice(at)) as { interaction?: { usage?: Usage } };
      return interaction?.usage?.total_tokens ? [interaction.usage] : [];
    } catch {
      return [];
    }
  });
}
