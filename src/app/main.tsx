import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { speakAtom } from '../api/language.atoms.ts';
import { exchangeLocation } from '../api/locations.ts';
import { keptText } from '../lib/kept-text.ts';
import { languageKey, languageToBegin } from '../lib/language.ts';
import { createStore, Provider } from '../lib/store.ts';
import { createPlatform } from '../platform/create-platform.ts';
import { platformAtom } from '../platform/platform.atom.ts';
import { basename } from '../platform/surroundings.ts';
import { paths } from '../text/paths.ts';
import '../ui/tokens.css';
import '../ui/base.css';
import { App } from './app.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { untilHomeIsWhole } from './first-draw.ts';
import { prepareOfflineStart } from './offline-start.ts';

const platform = createPlatform({
  exchangeLocation: async (tokens) => {
    const result = await exchangeLocation(tokens);
    // The platform turns a rejection into "unavailable"; the person then types the address.
    if (!result.ok) throw new Error(`The location was not exchanged: ${result.problem.kind}.`);
    return result.value;
  },
});

const store = createStore();
store.set(platformAtom, platform);

// Inside Zalo the shell is Zalo's own: language and theme hooks of index.html are not there.
document.documentElement.lang = 'vi';
document.documentElement.dataset.platform = platform.kind;

const element = document.getElementById('app');
if (!element) throw new Error('The page has no element with the id "app".');
const root = createRoot(element);
const draw = () =>
  root.render(
    <StrictMode>
      <ErrorBoundary>
        <Provider store={store}>
          <App />
        </Provider>
      </ErrorBoundary>
    </StrictMode>,
  );

// Vietnamese is here already and is drawn at once; without its words, English begins in Vietnamese. The desk is Vietnamese alone.
const isDesk = window.location.pathname.startsWith(`${basename()}${paths.desk}`);
const isVietnamese = isDesk || languageToBegin(keptText.getItem(languageKey), navigator.languages) === 'vi';
const words = isVietnamese ? Promise.resolve() : store.set(speakAtom, 'en').catch(() => undefined);
void words.then(() => untilHomeIsWhole(element, store)).then(draw);

if (platform.kind === 'browser') prepareOfflineStart();
