/** The addresses of the screens. They are Vietnamese because people read them in a browser's address line. */
export const paths = {
  home: '/',
  sos: '/sos',
  chooseWard: '/phuong',
  sendTip: '/bao-tin',
  tipSent: '/bao-tin/da-gui',
  drafts: '/tin-dang-viet',
  privacy: '/du-lieu-cua-ban',
  trackTip: '/tra-cuu',
  myTips: '/tin-cua-toi',
  channels: '/kenh-zalo',
  unit: '/don-vi',
  links: '/trang-khac',
  /** In English, because Zalo's groups get links to it from the server. */
  desk: '/desk',
  procedures: '/procedures',
  forms: '/forms',
  news: '/news',
} as const;

/** Under `trackTip` once a tip is open; which one is nobody's to see in an address. */
export const openedTipStep = 'tin';

export const pathOfUnit = (unitId: string): string => `${paths.unit}/${encodeURIComponent(unitId)}`;

export const pathOfProcedure = (id: string): string => `${paths.procedures}/${encodeURIComponent(id)}`;

/** As the OA's articles and the feeds have it (server/features/news/feed.rules.ts). */
export const pathOfArticle = (id: string): string => `${paths.news}/${encodeURIComponent(id)}`;

/** As the messages to the groups have it (server/features/tips/tip-message.rules.ts). */
export const pathOfDeskTip = (code: string): string => `${paths.desk}/tips/${encodeURIComponent(code)}`;

/** The step of a form at which everything is read once more. */
export const checkFormStep = 'kiem-tra';

/** By the form's slug; `step`: a number from 1, or `checkFormStep`. */
export const pathOfForm = (slug: string, step?: string): string =>
  [paths.forms, encodeURIComponent(slug), ...(step === undefined ? [] : [step])].join('/');
