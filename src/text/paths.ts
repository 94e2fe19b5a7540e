/** The addresses of the screens. They are Vietnamese because people read them in a browser's address line. */
export const paths = {
  home: '/',
  chooseWard: '/phuong',
  sendTip: '/bao-tin',
  tipSent: '/bao-tin/da-gui',
  drafts: '/tin-dang-viet',
  privacy: '/du-lieu-cua-ban',
  trackTip: '/tra-cuu',
} as const;
