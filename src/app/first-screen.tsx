import { renderToStaticMarkup } from 'react-dom/server';
import { Route, Routes } from 'react-router-dom';
import { StaticRouter } from 'react-router-dom/server.js';
import { firstStartKey, noteFirstVisit } from '../features/first-start/first-visit.ts';
import { keptText } from '../lib/kept-text.ts';
import { createStore, Provider } from '../lib/store.ts';
import { HomePage } from '../pages/home/home.page.tsx';
import { createBrowserPlatform } from '../platform/browser/browser-platform.ts';
import { platformAtom } from '../platform/platform.atom.ts';
import { paths } from '../text/paths.ts';
import { Shell } from './shell.tsx';

/**
 * Home as it is drawn first, for the build to put into the page (scripts/first-screen.ts): whoever waits for scripts reads it, calls and
 * follows its links meanwhile. Only the phone knows whether this is the first visit: the page comes without the cards of the first start,
 * the package for Zalo with both faces.
 */
export function firstScreen({ isFirstVisit }: { isFirstVisit: boolean }): string {
  if (isFirstVisit) keptText.removeItem(firstStartKey);
  else noteFirstVisit();
  const store = createStore();
  store.set(platformAtom, createBrowserPlatform({ isInAppWebview: false }));
  return renderToStaticMarkup(
    <Provider store={store}>
      <StaticRouter location={paths.home} future={{ v7_relativeSplatPath: true }}>
        <Routes>
          <Route element={<Shell />}>
            <Route path={paths.home} element={<HomePage />} />
          </Route>
        </Routes>
      </StaticRouter>
    </Provider>,
  );
}
