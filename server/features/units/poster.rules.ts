import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { UnitDetail } from '#contract/portal.ts';

/** What a poster says, apart from the unit's own data. */
export type PosterFacts = {
  readonly unit: UnitDetail;
  /** The unit above, as the heading of official papers has it. */
  readonly parentName: string | null;
  readonly emergencyNumbers: readonly { readonly number: string; readonly name: string }[];
  /** Where the code leads, also for who types. */
  readonly target: string;
  readonly qrSvg: string;
  /** Nothing that is sent reaches the police: then the poster says so too. */
  readonly isSandbox: boolean;
};

const words = {
  title: (unit: string) => `Zalo An ninh: ${unit}`,
  scan: 'Quét mã bằng Zalo hoặc máy ảnh điện thoại',
  purposes: [
    'Báo tin, tố giác, phản ánh an ninh, trật tự; gửi được ẩn danh',
    'Xem thủ tục: giấy tờ cần mang, lệ phí, nơi nộp',
    'Tìm số trực ban và kênh Zalo của từng đơn vị',
  ],
  duty: (label: string, phone: string) => `${label}: ${phone}`,
  placeholder: (label: string) => `${label}: số thử, chưa gọi được`,
  successors: (names: string) => `Địa bàn nay do ${names} phụ trách.`,
  urgent: 'KHẨN CẤP: GỌI NGAY, KHÔNG NHẮN TIN',
  typed: (target: string) => `Không quét được? Mở địa chỉ ${target}`,
  sandbox: 'BẢN THỬ: không gửi tới công an, không treo',
} as const;

const navy = '#0b3a67';
const grey = '#444444';
/** 137 mm of a side: a phone two metres away sees a module as five of its pixels. */
const qrPoints = 390;
const page = { sideMarginPoints: 40 } as const;
const numbersInBandMax = 3;

/** An A4 poster for a unit's notice board, on one page. */
export function posterOf(facts: PosterFacts): TDocumentDefinitions {
  const { unit, parentName, target, qrSvg, isSandbox } = facts;
  return {
    pageSize: 'A4',
    pageMargins: [page.sideMarginPoints, 30, page.sideMarginPoints, 150],
    info: { title: words.title(unit.name), subject: words.scan },
    footer: emergencyBand(facts.emergencyNumbers, target),
    content: [
      ...(isSandbox ? [{ text: words.sandbox, bold: true, fontSize: 12, color: '#b00020' }] : []),
      { text: (parentName ?? '').toUpperCase(), fontSize: 13, color: grey },
      { text: unit.name, bold: true, fontSize: nameSize(unit.name), color: navy, margin: [0, 2, 0, 2] },
      ...dutyLines(unit),
      { svg: qrSvg, fit: [qrPoints, qrPoints], margin: [0, 0, 0, 0] },
      { text: words.scan, bold: true, fontSize: 18, margin: [0, 0, 0, 6] },
      ...words.purposes.map((purpose): Content => ({ text: purpose, fontSize: 17, margin: [0, 1, 0, 1] })),
    ],
    defaultStyle: { alignment: 'center', lineHeight: 1.05 },
  };
}

/** Large enough to be read across a room, small enough for two lines at the most. */
function nameSize(name: string): number {
  if (name.length <= 26) return 38;
  return name.length <= 44 ? 29 : 22;
}

/** A placeholder is never printed: it might be somebody's number. A former unit has no phone, it has heirs. */
function dutyLines(unit: UnitDetail): Content[] {
  if (unit.successors.length > 0) {
    const names = unit.successors.map(({ name }) => name).join(' và ');
    return [{ text: words.successors(names), fontSize: 14 }];
  }
  return unit.hotlines
    .slice(0, 2)
    .map(
      ({ label, phone, placeholder }): Content =>
        placeholder
          ? { text: words.placeholder(label), fontSize: 15, color: grey }
          : { text: words.duty(label, phone), bold: true, fontSize: 22 },
    );
}

/** The numbers that always answer, at the foot of the page, white on navy. */
function emergencyBand(numbers: PosterFacts['emergencyNumbers'], target: string): Content {
  const shown = numbers.slice(0, numbersInBandMax);
  const onNavy = {
    color: '#ffffff',
    fillColor: navy,
    border: [false, false, false, false],
  } satisfies Partial<TableCell>;
  const heading = {
    ...onNavy,
    text: words.urgent,
    bold: true,
    fontSize: 14,
    margin: [0, 5, 0, 0],
  } satisfies TableCell;
  return [
    {
      table: {
        widths: shown.map(() => '*'),
        body: [
          [{ ...heading, colSpan: shown.length }, ...shown.slice(1).map(() => '')],
          shown.map(
            ({ number }): TableCell => ({
              ...onNavy,
              text: number,
              bold: true,
              fontSize: 46,
              lineHeight: 0.9,
            }),
          ),
          shown.map(({ name }): TableCell => ({ ...onNavy, text: name, fontSize: 13, margin: [0, 0, 0, 6] })),
        ],
      },
      layout: { paddingTop: () => 0, paddingBottom: () => 0 },
      margin: [page.sideMarginPoints, 0, page.sideMarginPoints, 0],
    },
    {
      text: words.typed(target),
      fontSize: 10,
      color: grey,
      margin: [page.sideMarginPoints, 6, page.sideMarginPoints, 0],
    },
  ];
}
