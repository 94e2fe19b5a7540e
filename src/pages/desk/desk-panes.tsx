import { lazy, type ReactNode } from 'react';
import type { StaffMe } from '#contract/staff.ts';
import type { DeskApi } from '../../api/desk.ts';
import { deskText } from '../../text/vi-desk.ts';
import type { IconName } from '../../ui/icon.tsx';
import { ParkedDeliveries } from './desk-parts.tsx';

const DeskNewsPane = lazy(() => import('../../features/desk-news/desk-news-pane.tsx'));
const DeskReportsPane = lazy(() => import('../../features/desk-reports/desk-reports-pane.tsx'));
const DeskWebhooksPane = lazy(() => import('../../features/desk-webhooks/desk-webhooks-pane.tsx'));

/** A part of the desk beside tips and calls for help; each stands in the bar of those it is for. Large ones are `lazy`. */
export type DeskPane = {
  /** Under `/desk/`; what lies below it is the part's own. */
  path: string;
  label: string;
  icon: IconName;
  isFor(me: StaffMe): boolean;
  show(parts: { desk: DeskApi; me: StaffMe }): ReactNode;
};

export const readsTips = ({ scopes }: Pick<StaffMe, 'scopes'>): boolean => scopes.includes('read');

export const deskPanes: readonly DeskPane[] = [
  {
    path: 'deliveries',
    label: deskText.nav.deliveries,
    icon: 'retry',
    isFor: ({ scopes }) => scopes.includes('read') || scopes.includes('manage'),
    show: ({ desk, me }) => <ParkedDeliveries desk={desk} readsTips={readsTips(me)} />,
  },
  {
    path: 'news',
    label: deskText.nav.news,
    icon: 'news',
    isFor: ({ scopes }) => scopes.includes('edit'),
    show: ({ desk, me }) => <DeskNewsPane desk={desk} me={me} />,
  },
  {
    path: 'reports',
    label: deskText.nav.reports,
    icon: 'paper',
    isFor: ({ scopes }) => scopes.includes('approve'),
    show: ({ desk, me }) => <DeskReportsPane desk={desk} me={me} />,
  },
  {
    path: 'webhooks',
    label: deskText.nav.webhooks,
    icon: 'outside',
    isFor: ({ scopes }) => scopes.includes('manage'),
    show: ({ desk, me }) => <DeskWebhooksPane desk={desk} me={me} />,
  },
];
