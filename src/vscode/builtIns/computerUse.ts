// Computer use: the model drives a browser of the person's own; the service declares what it may call, this machine carries it out.

import { l10n, workspace } from 'vscode';
import { excludedFunctions } from '../browser/browsers.ts';
import type { BuiltIn } from './builtIn.ts';

export const computerUse: BuiltIn = {
  offers: () =>
    workspace.isTrusted
      ? [
          {
            name: 'computer_use',
            label: l10n.t('Browser'),
            detail: l10n.t(
              'Gemini may use your Chrome, Edge or Chromium in a fresh profile: on this machine’s own pages, and on hosts you allow. Google gets a picture of each page.',
            ),
          },
        ]
      : [],
  declare(on) {
    if (!on.has('computer_use') || !workspace.isTrusted) return [];
    const excluded = [...excludedFunctions()];
    return [
      {
        type: 'computer_use',
        environment: 'browser',
        enable_prompt_injection_detection: true,
        ...(excluded.length > 0 ? { excluded_predefined_functions: excluded } : {}),
      },
    ];
  },
};
