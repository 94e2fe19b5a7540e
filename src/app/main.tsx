import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { exchangeLocation } from '../api/locations.ts';
import { createStore, Provider } from '../lib/store.ts';
import { createPlatform } from '../platform/create-platform.ts';
import { platformAtom } from '../platform/platform.atom.ts';
import '../ui/tokens.css';
import '../ui/base.css';
import { App } from './app.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
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

const root = document.getElementById('app');
if (!root) throw new Error('The page has no element with the id "app".');
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      <Provider store={store}>
        <App />
      </Provider>
    </ErrorBoundary>
  </StrictMode>,
);

if (platform.kind === 'browser') prepareOfflineStart();
