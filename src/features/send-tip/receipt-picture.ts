import type { TipReceipt } from '#contract/tips.ts';
import { receiptGroups } from '../../api/tip-credentials.ts';
import { instantText } from '../../lib/date-text.ts';
import { localName } from '../../text/content-words.ts';
import { text } from '../../text/vi.ts';
import { tipSentText } from '../../text/vi-tip-sent.ts';

const widthPixels = 1080;
const heightPixels = 1130;
const marginPixels = 80;
const groupsPerLine = 3;

/** Always dark on white: it is looked at in a gallery or on paper. */
const ink = {
  page: '#ffffff',
  band: '#0b4f9e',
  onBand: '#ffffff',
  words: '#141415',
  soft: '#53575a',
  warn: '#a51712',
};
const sans = '-apple-system, Roboto, "Segoe UI", "Noto Sans", Arial, sans-serif';
const mono = '"Roboto Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace';

type Line = { words: string; size: number; colour: string; isBold?: boolean; isCode?: boolean; gap: number };

function linesOf({ code, receipt, unit, createdAt }: TipReceipt): Line[] {
  const groups = receiptGroups(receipt);
  const half = [groups.slice(0, groupsPerLine), groups.slice(groupsPerLine)].filter(
    ({ length }) => length > 0,
  );
  return [
    { words: localName(unit.name), size: 44, colour: ink.words, isBold: true, gap: 90 },
    { words: instantText(createdAt), size: 38, colour: ink.soft, gap: 60 },
    { words: tipSentText.code, size: 38, colour: ink.soft, gap: 110 },
    { words: code, size: 84, colour: ink.words, isBold: true, isCode: true, gap: 100 },
    { words: tipSentText.receipt, size: 38, colour: ink.soft, gap: 120 },
    ...half.map((part) => ({
      words: part.join('  '),
      size: 76,
      colour: ink.words,
      isBold: true,
      isCode: true,
      gap: 105,
    })),
    { words: tipSentText.pictureWarning, size: 38, colour: ink.warn, isBold: true, gap: 130 },
    { words: tipSentText.pictureWhere, size: 34, colour: ink.soft, gap: 60 },
  ];
}

/** Shrinks a line until it fits: unit names can be long. */
function fitFont(context: CanvasRenderingContext2D, line: Line): void {
  const family = line.isCode ? mono : sans;
  for (let size = line.size; ; size -= 2) {
    context.font = `${line.isBold ? '700' : '400'} ${size}px ${family}`;
    if (size <= 24 || context.measureText(line.words).width <= widthPixels - 2 * marginPixels) return;
  }
}

/** Both codes as a picture for the gallery. */
export function drawReceiptPicture(receipt: TipReceipt): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = widthPixels;
  canvas.height = heightPixels;
  const context = canvas.getContext('2d');
  if (!context) return Promise.reject(new Error('This phone has no canvas.'));

  context.fillStyle = ink.page;
  context.fillRect(0, 0, widthPixels, heightPixels);
  context.fillStyle = ink.band;
  context.fillRect(0, 0, widthPixels, 180);
  context.fillStyle = ink.onBand;
  context.font = `700 56px ${sans}`;
  context.fillText(`${text.app.name} – ${tipSentText.pictureTitle}`, marginPixels, 112);

  let y = 180;
  for (const line of linesOf(receipt)) {
    y += line.gap;
    fitFont(context, line);
    context.fillStyle = line.colour;
    context.fillText(line.words, marginPixels, y);
  }
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The canvas gave no picture.')))),
  );
}
