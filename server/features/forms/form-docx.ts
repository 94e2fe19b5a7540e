import {
  AlignmentType,
  BorderStyle,
  Document,
  Header,
  HeightRule,
  type ISectionOptions,
  LeaderType,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { readTinos } from '../../documents/tinos.ts';
import {
  type Block,
  type Choice,
  type FormDocument,
  printedLabel,
  type Run,
  type SignaturePlace,
  type TableColumn,
  type Value,
} from './form-document.rules.ts';
import { sheet, signatureDate, textWidthPt } from './form-sheet.ts';
import { withoutFileTimes } from './zip-times.ts';

type Child = Paragraph | Table;

const regular = readTinos('normal');
/** Word counts in twentieths of a point, and font sizes in halves. */
const twips = (points: number): number => Math.round(points * 20);
const halfPoints = (points: number): number => Math.round(points * 2);
/** Word puts this between a cell's edge and its text. */
const cellPaddingPt = 3;

/** The same document gives the same bytes: nothing in them tells when, where or for whom they were made. */
export async function renderDocx(form: FormDocument): Promise<Uint8Array> {
  const section: ISectionOptions = {
    properties: {
      titlePage: true,
      page: {
        size: { width: twips(sheet.widthPt), height: twips(sheet.heightPt) },
        margin: {
          left: twips(sheet.marginPt.left),
          right: twips(sheet.marginPt.right),
          top: twips(sheet.marginPt.top),
          bottom: twips(sheet.marginPt.bottom),
          header: twips(sheet.marginPt.top / 2),
        },
      },
    },
    headers: {
      first: new Header({ children: [new Paragraph({})] }),
      default: new Header({
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            children: [new TextRun({ children: [PageNumber.CURRENT] })],
          }),
        ],
      }),
    },
    children: form.blocks.flatMap(renderBlock),
  };
  const file = new Document({
    title: form.title,
    creator: 'Zalo An ninh',
    styles: {
      default: {
        document: {
          run: {
            font: 'Times New Roman',
            size: halfPoints(sheet.fontPt.body),
            language: { value: 'vi-VN', eastAsia: 'vi-VN' },
          },
        },
      },
    },
    sections: [section],
  });
  const core = { path: 'docProps/core.xml', data: coreProperties(form.title) };
  return withoutFileTimes(await Packer.toBuffer(file, undefined, [core]));
}

/** In place of the library's, which would tell the second at which the file was made. */
function coreProperties(title: string): string {
  const escaped = title.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ' +
    'xmlns:dc="http://purl.org/dc/elements/1.1/">' +
    `<dc:title>${escaped}</dc:title><dc:creator>Zalo An ninh</dc:creator><dc:language>vi-VN</dc:language>` +
    '</cp:coreProperties>'
  );
}

function renderBlock(block: Block): Child[] {
  switch (block.kind) {
    case 'corner':
      return block.lines.map(
        (text, index) =>
          new Paragraph({
            alignment: AlignmentType.RIGHT,
            spacing: { after: index === block.lines.length - 1 ? twips(8) : 0 },
            children: [new TextRun({ text, italics: true, size: halfPoints(sheet.fontPt.corner) })],
          }),
      );
    case 'headings':
      return renderHeadings(block.lines);
    case 'title':
      return [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          spacing: { before: twips(12), after: twips(10) },
          children: [new TextRun({ text: block.text, bold: true, size: halfPoints(sheet.fontPt.title) })],
        }),
      ];
    case 'addressee':
      return renderItem(block.label, block.value, 40);
    case 'section':
      return [
        new Paragraph({
          keepNext: true,
          spacing: { before: twips(6), after: twips(4) },
          children: [new TextRun({ text: block.text, bold: true })],
        }),
      ];
    case 'item':
      return renderItem(block.label, block.value, 0);
    case 'checklist':
      return block.choices.map(
        (choice, index) =>
          new Paragraph({
            indent: { left: twips(12) },
            spacing: { after: index === block.choices.length - 1 ? twips(5) : 0 },
            children: choiceRuns(choice),
          }),
      );
    case 'table':
      return [renderTable(block.columns, block.rows), new Paragraph({ spacing: { after: 0 } })];
    case 'signatures':
      return [renderSignatures(block.places)];
    case 'notes':
      return renderNotes(block.heading, block.notes);
  }
}

/** The second line is underlined over its whole length, as the decree asks. */
function renderHeadings(lines: readonly string[]): Paragraph[] {
  return lines.map((text, index) => {
    const underline = index === lines.length - 1 ? { underline: {} } : {};
    return new Paragraph({
      alignment: AlignmentType.CENTER,
      children: [new TextRun({ text, bold: true, size: halfPoints(sheet.fontPt.headings), ...underline })],
    });
  });
}

const labelRuns = (label: Run, isBold = false, sizePt: number = sheet.fontPt.body): TextRun[] =>
  printedLabel(label).map(
    ({ text, isRaised }) =>
      new TextRun({ text, bold: isBold, superScript: isRaised, size: halfPoints(sizePt) }),
  );

const dotsToMargin = (indentPt: number) => [
  { type: TabStopType.RIGHT, position: twips(textWidthPt - indentPt), leader: LeaderType.DOT },
];

/** `indentPt`: kept free on both sides. */
function renderItem(label: Run, value: Value, indentPt: number): Child[] {
  const around = {
    spacing: { after: twips(5) },
    indent: { left: twips(indentPt), right: twips(indentPt) },
  };
  const line = (children: ParagraphChild[]) => new Paragraph({ ...around, children });
  switch (value.kind) {
    case 'text':
      return [line([...labelRuns(label), ...textRuns(value.text && ` ${value.text}`)])];
    case 'dots': {
      const dotted = (children: ParagraphChild[]) =>
        new Paragraph({
          ...around,
          tabStops: dotsToMargin(indentPt),
          children: [...children, new TextRun({ children: [new Tab()] })],
        });
      const more = Array.from({ length: value.lines - 1 }, () => dotted([]));
      return [dotted([...labelRuns(label), new TextRun(' ')]), ...more];
    }
    case 'boxes':
      return [digitBoxes(label, value.count, value.digits), spacer(5)];
    case 'choices':
      return [
        line([
          ...labelRuns(label),
          ...value.options.flatMap((option) => [new TextRun('   '), ...choiceRuns(unbroken(option))]),
        ]),
      ];
  }
}

/** Lines of an answer stay lines. */
function textRuns(text: string): TextRun[] {
  return text
    .split('\n')
    .map((line, index) => new TextRun({ text: line, ...(index > 0 ? { break: 1 } : {}) }));
}

/** Between two tables, which Word would otherwise join. */
const spacer = (heightPt: number): Paragraph =>
  new Paragraph({
    spacing: { before: 0, after: 0, line: twips(heightPt), lineRule: 'exact' },
    children: [],
  });

const noBorder = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const noBorders = { top: noBorder, bottom: noBorder, left: noBorder, right: noBorder };
const thin = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const;
const thinBorders = { top: thin, bottom: thin, left: thin, right: thin };

function digitBoxes(label: Run, count: number, digits: string): Table {
  const lettersPt =
    printedLabel(label).reduce((sum, { text }) => sum + regular.widthOf(text), 0) * sheet.fontPt.body;
  // Room for a reader that has to put another font in Times New Roman's place.
  const labelPt = lettersPt * 1.1 + 4;
  const widths = [twips(labelPt), ...Array.from({ length: count }, () => twips(sheet.boxPt))];
  const box = (digit: string) =>
    new TableCell({
      width: { size: twips(sheet.boxPt), type: WidthType.DXA },
      borders: thinBorders,
      margins: { left: 0, right: 0, marginUnitType: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun(digit)] })],
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    borders: { ...noBorders, insideHorizontal: noBorder, insideVertical: noBorder },
    rows: [
      new TableRow({
        children: [
          new TableCell({
            width: { size: twips(labelPt), type: WidthType.DXA },
            borders: noBorders,
            margins: { left: 0, right: 0, marginUnitType: WidthType.DXA },
            children: [new Paragraph({ children: labelRuns(label) })],
          }),
          ...Array.from({ length: count }, (_, index) => box(digits.charAt(index))),
        ],
      }),
    ],
  });
}

/** Times New Roman has no ticked box; Word takes it from another face. */
const choiceRuns = ({ label, isChosen }: Choice): TextRun[] => [
  new TextRun({ text: isChosen ? '☒' : '☐', font: 'Segoe UI Symbol' }),
  new TextRun(`\u00a0${label}`),
];

/** Its words stay on one line, beside its box. */
const unbroken = ({ label, isChosen }: Choice): Choice => ({
  label: label.replaceAll(' ', '\u00a0'),
  isChosen,
});

function renderTable(columns: readonly TableColumn[], rows: readonly string[][]): Table {
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => twips((textWidthPt * share) / shares));
  const size = halfPoints(sheet.fontPt.table);
  const cell = (text: string, index: number, isHeader: boolean) =>
    new TableCell({
      width: { size: widths[index] ?? 0, type: WidthType.DXA },
      borders: thinBorders,
      margins: {
        left: twips(cellPaddingPt),
        right: twips(cellPaddingPt),
        marginUnitType: WidthType.DXA,
      },
      verticalAlign: VerticalAlign.CENTER,
      children: [
        new Paragraph({
          alignment: isHeader || columns[index]?.isCentred ? AlignmentType.CENTER : AlignmentType.LEFT,
          children: [new TextRun({ text, bold: isHeader, size })],
        }),
      ],
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map(({ header }, index) => cell(header, index, true)),
      }),
      ...rows.map(
        (row) =>
          new TableRow({
            cantSplit: true,
            height: { value: twips(sheet.tableRowPt), rule: HeightRule.ATLEAST },
            children: row.map((text, index) => cell(text, index, false)),
          }),
      ),
    ],
  });
}

/** Side by side; one alone stands at the right. */
function renderSignatures(places: readonly SignaturePlace[]): Table {
  const columns = places.length === 1 ? [null, ...places] : places;
  const width = twips(textWidthPt / columns.length);
  return new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: columns.map(() => width),
    width: { size: width * columns.length, type: WidthType.DXA },
    borders: { ...noBorders, insideHorizontal: noBorder, insideVertical: noBorder },
    rows: [
      new TableRow({
        cantSplit: true,
        children: columns.map(
          (place) =>
            new TableCell({
              width: { size: width, type: WidthType.DXA },
              borders: noBorders,
              margins: {
                left: twips(cellPaddingPt),
                right: twips(cellPaddingPt),
                marginUnitType: WidthType.DXA,
              },
              children: place ? renderSignature(place) : [new Paragraph({})],
            }),
        ),
      }),
    ],
  });
}

function renderSignature({ label, under, hasDate }: SignaturePlace): Paragraph[] {
  const centred = (children: TextRun[], after = 0) =>
    new Paragraph({ alignment: AlignmentType.CENTER, spacing: { after }, children });
  const size = halfPoints(sheet.fontPt.signature);
  return [
    // An empty line keeps those without a day at the same height.
    ...signatureDate.map((text) =>
      centred([
        new TextRun({ text: hasDate ? text : ' ', italics: true, size: halfPoints(sheet.fontPt.date) }),
      ]),
    ),
    centred(labelRuns(label, true, sheet.fontPt.signature), under ? 0 : twips(sheet.signaturePt)),
    ...(under
      ? [centred([new TextRun({ text: under, italics: true, size })], twips(sheet.signaturePt))]
      : []),
  ];
}

function renderNotes(heading: string, notes: readonly string[]): Paragraph[] {
  if (notes.length === 0) return [];
  const size = halfPoints(sheet.fontPt.notes);
  return [
    new Paragraph({
      keepNext: true,
      spacing: { before: twips(4) },
      children: [new TextRun({ text: `${heading}:`, bold: true, size })],
    }),
    ...notes.map(
      (text) =>
        new Paragraph({ alignment: AlignmentType.JUSTIFIED, children: [new TextRun({ text, size })] }),
    ),
  ];
}
