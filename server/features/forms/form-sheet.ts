/** The sheet both renderers fill: A4, margins as official documents have them (Decree 30/2020/NĐ-CP, annex I); points unless named. */
export const sheet = {
  widthPt: 595.28,
  heightPt: 841.89,
  marginPt: { left: millimetres(30), right: millimetres(20), top: millimetres(20), bottom: millimetres(20) },
  fontPt: {
    body: 12,
    headings: 13,
    title: 14,
    table: 10.5,
    corner: 9.5,
    notes: 9.5,
    signature: 10.5,
    date: 9,
  },
  boxPt: 15,
  tableRowPt: 22,
  /** Room to sign in. */
  signaturePt: 54,
} as const;

/** Between the margins. */
export const textWidthPt = sheet.widthPt - sheet.marginPt.left - sheet.marginPt.right;

/** Where one who signs writes place and day. */
export const signatureDate = ['.........................,', 'ngày .... tháng .... năm .......'] as const;

function millimetres(count: number): number {
  return (count * 72) / 25.4;
}
