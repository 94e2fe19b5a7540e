import { lazy } from 'react';

// What an officer opens from the desk. The desk itself, with its alarm and its lists, does not wait for it.
const loadTip = () => import('../../features/desk-tip/tip-page.tsx');
const loadMap = () => import('../../features/desk-map/point-map.tsx');
const loadSos = () => import('../../features/desk-sos/sos-pane.tsx');
const loadChats = () => import('../../features/desk-chats/chats-pane.tsx');

export const DeskTipPage = lazy(() => loadTip().then(({ DeskTipPage: part }) => ({ default: part })));
export const PointMap = lazy(() => loadMap().then(({ PointMap: part }) => ({ default: part })));
export const SosPane = lazy(() => loadSos().then(({ SosPane: part }) => ({ default: part })));
export const ChatsPane = lazy(() => loadChats().then(({ ChatsPane: part }) => ({ default: part })));
export const ParkedDeliveries = lazy(() =>
  import('../../features/desk-deliveries/parked-deliveries.tsx').then(({ ParkedDeliveries: part }) => ({
    default: part,
  })),
);
export const DeskMe = lazy(() => import('./desk-me.tsx').then(({ DeskMe: part }) => ({ default: part })));
export const DeskGuide = lazy(() =>
  import('./desk-guide.tsx').then(({ DeskGuide: part }) => ({ default: part })),
);
export const DeskMore = lazy(() =>
  import('./desk-more.tsx').then(({ DeskMore: part }) => ({ default: part })),
);
export const DeskEntrance = lazy(() =>
  import('./desk-entrance.tsx').then(({ DeskEntrance: part }) => ({ default: part })),
);

/** As soon as the desk stands: a tip or a call for help then opens at once, also if the line has gone meanwhile. */
export function preloadDeskParts(): void {
  void Promise.allSettled([loadSos(), loadTip(), loadMap(), loadChats()]);
}
