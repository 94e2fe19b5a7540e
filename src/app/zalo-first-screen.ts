import { isFirstVisit } from '../features/first-start/first-visit.ts';
import { keptText } from '../lib/kept-text.ts';
import { isVietnamesePhone, languageKey, languageToBegin } from '../lib/language.ts';
import { basename, detectPlatformKind } from '../platform/surroundings.ts';
import { paths } from '../text/paths.ts';
import { pressedMark, stillMark } from './still-home.ts';

/** Home as HTML, by whether the phone speaks Vietnamese and whether it is the first visit. */
export type FirstScreens = Record<'vietnamese' | 'other', Record<'first' | 'next', string>>;

/** Put here by the build (scripts/first-screen.ts). */
declare const __FIRST_SCREENS__: FirstScreens;

/**
 * The first script of the package for Zalo. Zalo makes the page itself and nothing of ours is in it; so this small file brings home as the
 * build has drawn it, to be read and called from while the app is still coming, and asks for the place meanwhile.
 */
const element = document.getElementById('app');
const appPath = basename();
const isAtHome = (window.location.pathname.slice(appPath.length) || paths.home) === paths.home;
const beginsInVietnamese =
  languageToBegin(keptText.getItem(languageKey), window.navigator.languages) === 'vi';
// Where the scripts of this page come in another order, the app may stand already.
const isAppThere = document.documentElement.dataset.platform !== undefined;
if (element && isAtHome && beginsInVietnamese && !isAppThere) {
  askForPlace();
  drawHome(element);
}

function askForPlace(): void {
  const link = document.createElement('link');
  Object.assign(link, { rel: 'preload', as: 'fetch', crossOrigin: 'anonymous' });
  link.href = `${import.meta.env.VITE_API_ORIGIN}/api/portal`;
  document.head.append(link);
}

function drawHome(app: HTMLElement): void {
  const screens = __FIRST_SCREENS__[isVietnamesePhone(window.navigator.languages) ? 'vietnamese' : 'other'];
  document.documentElement.lang = 'vi';
  // As the app will say it: the header leaves room for Zalo's own buttons from the beginning.
  document.documentElement.dataset.platform =
    detectPlatformKind(window.location, window) === 'zalo' ? 'zalo' : 'browser';
  app.innerHTML = screens[isFirstVisit() ? 'first' : 'next'].replaceAll('href="/', `href="${appPath}/`);
  app.dataset.still = stillMark;
  app.addEventListener('click', (event) => keepPress(app, event));
}

/** A link that is pressed before the app is there is followed by it, and not by Zalo's page, which would begin anew. */
function keepPress(app: HTMLElement, event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a[href^="/"]') : null;
  const address = link?.getAttribute('href');
  if (app.dataset.still === undefined || !address) return;
  event.preventDefault();
  if (app.dataset.still === pressedMark) window.history.replaceState(null, '', address);
  else window.history.pushState(null, '', address);
  app.dataset.still = pressedMark;
}
