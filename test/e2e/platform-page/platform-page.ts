import { createPlatform } from '../../../src/platform/create-platform.ts';
import type { ExchangeLocation, Platform } from '../../../src/platform/platform.ts';

/** What the tests reach for: the platform as the app gets it, over an exchange that a test may replace. */
declare global {
  interface Window {
    platform: Platform;
    exchanged: Parameters<ExchangeLocation>[0][];
    exchangeLocation: ExchangeLocation;
  }
}

window.exchanged = [];
window.exchangeLocation = async () => ({
  lat: 10.8,
  lng: 106.62,
  accuracyM: null,
  at: '2026-11-24T00:00:00.000Z',
});
window.platform = createPlatform({
  exchangeLocation(tokens) {
    window.exchanged.push(tokens);
    return window.exchangeLocation(tokens);
  },
});
