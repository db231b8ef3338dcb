// The settings and what the person chose for the session in, what a turn runs with out.

import type { SessionOptions } from '../shared/options.ts';
import type { RunSettings } from './runSettings.ts';

/** A choice for the session counts before the setting. */
export function withOptions(settings: RunSettings, options: SessionOptions): RunSettings {
  const store = options.private === undefined ? settings.store : !options.private;
  return {
    ...settings,
    store,
    // The service works on by itself only on what it stores.
    background: store && (options.background ?? settings.background),
    serviceTier: options.tier ?? settings.serviceTier,
    allowEdits:
      options.mode === undefined ? settings.allowEdits : options.mode === 'allow' || options.mode === 'review',
    reviewEdits: options.mode === undefined ? settings.reviewEdits : options.mode === 'review',
    plan: options.mode === 'plan',
  };
}
