import { lazy, Suspense } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router-dom';
import { languageAtom } from '../api/language.atoms.ts';
import { EmergencyCalls } from '../features/hotlines/emergency-calls.tsx';
import { useAtomValue } from '../lib/store.ts';
import { HomePage } from '../pages/home/home.page.tsx';
import { basename } from '../platform/surroundings.ts';
import { paths } from '../text/paths.ts';
import { Shell } from './shell.tsx';

// Home is in the first bundle; everything else comes when it is asked for, or when home has nothing left to do.
const SosPage = lazy(() => import('../pages/sos/sos.page.tsx'));
const ChooseWardPage = lazy(() => import('../pages/choose-ward/choose-ward.page.tsx'));
const SendTipPage = lazy(() => import('../pages/send-tip/send-tip.page.tsx'));
const TipSentPage = lazy(() => import('../pages/tip-sent/tip-sent.page.tsx'));
const DraftsPage = lazy(() => import('../pages/drafts/drafts.page.tsx'));
const PrivacyPage = lazy(() => import('../pages/privacy/privacy.page.tsx'));
const TrackTipPage = lazy(() => import('../pages/track-tip/track-tip.page.tsx'));
const MyTipsPage = lazy(() => import('../pages/my-tips/my-tips.page.tsx'));
const ChannelsPage = lazy(() => import('../pages/channels/channels.page.tsx'));
const UnitPage = lazy(() => import('../pages/unit/unit.page.tsx'));
const LinksPage = lazy(() => import('../pages/links/links.page.tsx'));
const ProceduresPage = lazy(() => import('../pages/procedures/procedures.page.tsx'));
const ProcedurePage = lazy(() => import('../pages/procedure/procedure.page.tsx'));
const DeskPage = lazy(() => import('../pages/desk/desk.page.tsx'));
const FormPage = lazy(() => import('../pages/form/form.page.tsx'));
const NewsPage = lazy(() => import('../pages/news/news.page.tsx'));
const NewsArticlePage = lazy(() => import('../pages/news-article/news-article.page.tsx'));
const NotFoundPage = lazy(() => import('../pages/not-found/not-found.page.tsx'));

/** The screens by address. Never ZMPRouter: outside Zalo it renders nothing, without an error. */
export function App() {
  // Other words are other screens: all that is drawn begins anew; what was typed is in the store.
  const language = useAtomValue(languageAtom);
  return (
    <BrowserRouter
      key={language}
      basename={basename()}
      future={{ v7_startTransition: true, v7_relativeSplatPath: true }}
    >
      <Routes>
        <Route element={<Shell />}>
          <Route path={paths.home} element={<HomePage />} />
          <Route path={paths.sos} element={<SosAtOnce />} />
          <Route path={paths.chooseWard} element={<ChooseWardPage />} />
          <Route path={paths.tipSent} element={<TipSentPage />} />
          <Route path={`${paths.sendTip}/:step?`} element={<SendTipPage />} />
          <Route path={paths.drafts} element={<DraftsPage />} />
          <Route path={paths.privacy} element={<PrivacyPage />} />
          <Route path={`${paths.trackTip}/:step?`} element={<TrackTipPage />} />
          <Route path={paths.myTips} element={<MyTipsPage />} />
          <Route path={paths.channels} element={<ChannelsPage />} />
          <Route path={`${paths.unit}/:id`} element={<UnitPage />} />
          <Route path={paths.links} element={<LinksPage />} />
          <Route path={paths.procedures} element={<ProceduresPage />} />
          <Route path={`${paths.procedures}/:id`} element={<ProcedurePage />} />
          <Route path={`${paths.desk}/*`} element={<DeskPage />} />
          <Route path={`${paths.forms}/:slug/:step?`} element={<FormPage />} />
          <Route path={paths.news} element={<NewsPage />} />
          <Route path={`${paths.news}/:id`} element={<NewsArticlePage />} />
          <Route path="*" element={<NotFoundPage />} />
        </Route>
      </Routes>
    </BrowserRouter>
  );
}

/** Whoever presses before the screen has come has the numbers that need no screen. */
function SosAtOnce() {
  return (
    <Suspense fallback={<EmergencyCalls />}>
      <SosPage />
    </Suspense>
  );
}
