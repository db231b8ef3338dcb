// Google Maps, near a place that the person gives; the place of this machine is never looked up.

import { l10n, window } from 'vscode';
import { type Place, parsePlace } from '../../shared/options.ts';
import type { BuiltIn } from './builtIn.ts';

export const googleMaps: BuiltIn = {
  offers: () => [
    {
      name: 'google_maps',
      // The name of the service stays as it is in every language (contract section 14).
      label: 'Google Maps',
      detail: l10n.t('Gemini may look up places. It knows where you are only if you say so here.'),
      action: l10n.t('Set location…'),
    },
  ],
  declare: (on, { place }) => (on.has('google_maps') ? [{ type: 'google_maps', ...place }] : []),
  async configure(_, { place }) {
    const given = await window.showInputBox({
      title: l10n.t('Location for Google Maps'),
      prompt: l10n.t('Latitude and longitude in degrees, as in 48.137, 11.575. Empty: no location.'),
      value: place ? shown(place) : '',
      validateInput: (text) =>
        text.trim() === '' || parsePlace(text)
          ? undefined
          : l10n.t('Two numbers: latitude from -90 to 90, longitude from -180 to 180.'),
    });
    return given === undefined ? undefined : { place: parsePlace(given) };
  },
};

function shown({ latitude, longitude }: Place): string {
  return `${latitude}, ${longitude}`;
}
