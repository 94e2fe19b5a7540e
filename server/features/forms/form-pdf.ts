import type { Column, Content, ContentStack, TableCell, TableLayout } from 'pdfmake/interfaces.js';
import { renderPdf } from '../../documents/pdf.ts';
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

const regular = readTinos('normal');
const bold = readTinos('bold');
const gapPt = 3;

/** The same document gives the same bytes. */
export function renderFormPdf(document: FormDocument): Promise<Uint8Array> {
  return renderPdf({
    pageSize: 'A4',
    pageMargins: [sheet.marginPt.left, sheet.marginPt.top, sheet.marginPt.right, sheet.marginPt.bottom],
    defaultStyle: { fontSize: sheet.fontPt.body, lineHeight: 1.1 },
    info: { title: document.title },
    header: (page) =>
      page === 1
        ? null
        : { text: String(page), alignment: 'center', margin: [0, sheet.marginPt.top / 2, 0, 0] },
    content: document.blocks.map(renderBlock),
  });
}

function renderBlock(block: Block): Content {
  switch (block.kind) {
    case 'corner':
      return {
        stack: block.lines.map((text) => ({ text })),
        alignment: 'right',
        italics: true,
        fontSize: sheet.fontPt.corner,
        lineHeight: 1.05,
        margin: [0, 0, 0, 8],
      };
    case 'headings':
      return renderHeadings(block.lines);
    case 'title':
      return {
        text: block.text,
        bold: true,
        fontSize: sheet.fontPt.title,
        alignment: 'center',
        margin: [0, 4, 0, 10],
      };
    case 'addressee':
      return { ...renderItem(block.label, block.value, 40), margin: [40, 0, 40, 8] };
    case 'section':
      return { text: block.text, bold: true, margin: [0, 6, 0, 4] };
    case 'item':
      return { ...renderItem(block.label, block.value, 0), margin: [0, 0, 0, 4] };
    case 'checklist':
      return { stack: block.choices.map((choice) => choiceRow([choice])), margin: [12, 0, 0, 5] };
    case 'table':
      return renderTable(block.columns, block.rows);
    case 'signatures':
      return renderSignatures(block.places);
    case 'notes':
      return renderNotes(block.heading, block.notes);
  }
}

/** The second line is underlined over its whole length, as the decree asks. */
function renderHeadings(lines: readonly string[]): Content {
  const last = lines.at(-1) ?? '';
  const widthPt = bold.widthOf(last) * sheet.fontPt.headings;
  return {
    stack: [
      ...lines.map((text) => ({
        text,
        bold: true,
        alignment: 'center' as const,
        fontSize: sheet.fontPt.headings,
      })),
      {
        canvas: [{ type: 'line', x1: 0, y1: 0, x2: widthPt, y2: 0, lineWidth: 0.8 }],
        margin: [(textWidthPt - widthPt) / 2, 0, 0, 0],
      },
    ],
    margin: [0, 0, 0, 12],
  };
}

const labelText = (label: Run) =>
  printedLabel(label).map(({ text, isRaised }) => (isRaised ? { text, sup: true } : { text }));

/** By how much the library makes a raised number smaller. */
const raisedShare = 0.58;

const labelWidthPt = (label: Run): number =>
  printedLabel(label).reduce(
    (sum, { text, isRaised }) => sum + regular.widthOf(text) * (isRaised ? raisedShare : 1),
    0,
  ) * sheet.fontPt.body;

/** `indentPt`: kept free on both sides. */
function renderItem(label: Run, value: Value, indentPt: number): ContentStack & { unbreakable?: boolean } {
  const widthPt = textWidthPt - 2 * indentPt;
  const restPt = widthPt - labelWidthPt(label) - gapPt;
  switch (value.kind) {
    case 'text':
      return { stack: [{ text: [...labelText(label), { text: value.text && ` ${value.text}` }] }] };
    case 'dots': {
      const more = Array.from({ length: value.lines - 1 }, () => dottedLine(widthPt));
      return { unbreakable: true, stack: [beside(label, dottedLine(restPt)), ...more] };
    }
    case 'boxes':
      return { stack: [beside(label, digitBoxes(value.count, value.digits))] };
    case 'choices': {
      const [row, ...more] = packChoices(value.options, restPt);
      if (row && more.length === 0) return { stack: [beside(label, choiceRow(row))] };
      return { stack: [{ text: labelText(label) }, ...packChoices(value.options, widthPt).map(choiceRow)] };
    }
  }
}

function beside(label: Run, content: Content): Content {
  return {
    columns: [
      { width: 'auto', text: labelText(label) },
      { width: '*', stack: [content] },
    ],
    columnGap: gapPt,
  };
}

/** Dots to the right margin. */
function dottedLine(widthPt: number): Content {
  const count = Math.floor(widthPt / (regular.widthOf('.') * sheet.fontPt.body) - 0.5);
  return { text: '.'.repeat(Math.max(count, 0)), alignment: 'right', noWrap: true };
}

/** One box for each digit; the digits are one text, so that they can be copied as one number. */
function digitBoxes(count: number, digits: string): Content {
  const digitPt = regular.widthOf('0') * sheet.fontPt.body;
  return {
    stack: [
      {
        canvas: Array.from({ length: count }, (_, index) => ({
          type: 'rect' as const,
          x: index * sheet.boxPt,
          y: 0,
          w: sheet.boxPt,
          h: sheet.boxPt,
          lineWidth: 0.6,
        })),
      },
      ...(digits === ''
        ? []
        : [
            {
              text: digits,
              characterSpacing: sheet.boxPt - digitPt,
              noWrap: true,
              relativePosition: { x: (sheet.boxPt - digitPt) / 2, y: -sheet.boxPt + 0.5 },
            },
          ]),
    ],
  };
}

const tickPt = 11;

function choiceRow(choices: readonly Choice[]): Content {
  return {
    columns: choices.flatMap((choice): Column[] => [
      { width: tickPt + 5, stack: [tickBox(choice.isChosen)] },
      { width: choices.length === 1 ? '*' : choiceTextPt(choice), text: choice.label },
    ]),
  };
}

function tickBox(isChosen: boolean): Content {
  return {
    stack: [
      { canvas: [{ type: 'rect', x: 0, y: 2, w: tickPt, h: tickPt, lineWidth: 0.7 }] },
      ...(isChosen
        ? [
            {
              text: 'X',
              bold: true,
              fontSize: tickPt,
              relativePosition: { x: (tickPt - bold.widthOf('X') * tickPt) / 2, y: -tickPt - 0.5 },
            },
          ]
        : []),
    ],
  };
}

const choiceTextPt = ({ label }: Choice): number => regular.widthOf(label) * sheet.fontPt.body + 16;

/** As many beside each other as there is room for. */
function packChoices(options: readonly Choice[], widthPt: number): Choice[][] {
  const rows: Choice[][] = [];
  let leftPt = 0;
  for (const option of options) {
    const neededPt = tickPt + 5 + choiceTextPt(option);
    const row = rows.at(-1);
    if (row && neededPt <= leftPt) row.push(option);
    else {
      rows.push([option]);
      leftPt = widthPt;
    }
    leftPt -= neededPt;
  }
  return rows;
}

const cellPaddingPt = 3;
const borderPt = 0.5;
const gridLayout: TableLayout = {
  hLineWidth: () => borderPt,
  vLineWidth: () => borderPt,
  paddingLeft: () => cellPaddingPt,
  paddingRight: () => cellPaddingPt,
  paddingTop: () => 2,
  paddingBottom: () => 2,
};

function renderTable(columns: readonly TableColumn[], rows: readonly string[][]): Content {
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  const roomPt = textWidthPt - columns.length * 2 * cellPaddingPt - (columns.length + 1) * borderPt;
  const cell = (text: string, column: TableColumn | undefined): TableCell => ({
    text,
    alignment: column?.isCentred ? 'center' : 'left',
  });
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: columns.map(({ share }) => (roomPt * share) / shares),
      heights: (row) => (row === 0 ? 'auto' : sheet.tableRowPt - 5),
      body: [
        columns.map(({ header }) => ({ text: header, bold: true, alignment: 'center' })),
        ...rows.map((row) => row.map((text, index) => cell(text, columns[index]))),
      ],
    },
    layout: gridLayout,
    fontSize: sheet.fontPt.table,
    lineHeight: 1.05,
    margin: [0, 0, 0, 10],
  };
}

/** Side by side; one alone stands at the right. */
function renderSignatures(places: readonly SignaturePlace[]): Content {
  const columns = places.map(renderSignature);
  return {
    unbreakable: true,
    stack: [
      {
        columns: columns.length === 1 ? [{ width: '*', text: '' }, ...columns] : columns,
        columnGap: 8,
      },
    ],
    margin: [0, 8, 0, 6],
  };
}

function renderSignature({ label, under, hasDate }: SignaturePlace): Column {
  return {
    width: '*',
    alignment: 'center',
    fontSize: sheet.fontPt.signature,
    lineHeight: 1.05,
    stack: [
      // An empty line keeps those without a day at the same height.
      ...signatureDate.map((text) => ({
        text: hasDate ? text : ' ',
        italics: true,
        fontSize: sheet.fontPt.date,
        margin: [0, 0, 0, 2] as [number, number, number, number],
      })),
      { text: labelText(label), bold: true },
      ...(under ? [{ text: under, italics: true }] : []),
      { text: ' ', margin: [0, 0, 0, sheet.signaturePt] },
    ],
  };
}

function renderNotes(heading: string, notes: readonly string[]): Content {
  if (notes.length === 0) return [];
  return {
    fontSize: sheet.fontPt.notes,
    lineHeight: 1.05,
    stack: [
      { canvas: [{ type: 'line', x1: 0, y1: 0, x2: 120, y2: 0, lineWidth: 0.5 }], margin: [0, 4, 0, 4] },
      { text: `${heading}:`, bold: true },
      ...notes.map((text) => ({ text, alignment: 'justify' as const })),
    ],
  };
}
