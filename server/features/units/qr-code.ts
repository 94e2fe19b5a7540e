import { encode } from 'uqr';

/** White modules that ISO/IEC 18004 wants around a code. */
const quietZoneModules = 4;
/** Sharp on a screen and on paper: a module is a whole number of pixels. */
const pngPixelsPerModule = 24;

/**
 * Where a unit's code leads: into the Mini App inside Zalo once it has an id there, else to the page. It carries the id it was asked
 * for, also a former one: what hangs on walls keeps landing (`GET /api/units/{id}` names the heirs).
 */
export function qrTarget(where: { miniAppId: string | null; publicUrl: string; unitId: string }): string {
  const { miniAppId, publicUrl, unitId } = where;
  return miniAppId === null
    ? `${publicUrl}/?w=${unitId}`
    : `https://zalo.me/s/${encodeURIComponent(miniAppId)}/?w=${unitId}&src=qr`;
}

/** The code as a picture without pixels, black on white; `title` is what a screen reader says of it. */
export function qrSvg(target: string, title: string): string {
  const { size, path } = qrPath(target);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${size * 8}" height="${size * 8}" ` +
    `role="img" shape-rendering="crispEdges"><title>${escapeXml(title)}</title>` +
    `<rect width="${size}" height="${size}" fill="#fff"/><path d="${path}" fill="#000"/></svg>`
  );
}

export async function qrPng(target: string): Promise<Uint8Array<ArrayBuffer>> {
  const rows = qrRows(target);
  const size = rows.length;
  const pixels = Uint8Array.from(rows.flat(), (isBlack) => (isBlack ? 0 : 255));
  const edge = size * pngPixelsPerModule;
  // With the first picture: it is native code that a server otherwise leaves to its photo workers.
  const { default: sharp } = await import('sharp');
  const png = await sharp(pixels, { raw: { width: size, height: size, channels: 1 } })
    .resize(edge, edge, { kernel: 'nearest' })
    .png({ palette: true, colours: 2 })
    .toBuffer();
  return new Uint8Array(png);
}

/** A quarter of the code may be torn, dirty or in the glare: it hangs on a wall for years. */
const qrRows = (target: string): boolean[][] => encode(target, { ecc: 'Q', border: quietZoneModules }).data;

/** Black modules as one outline per run in a row: no hairlines between neighbours. */
function qrPath(target: string): { size: number; path: string } {
  const rows = qrRows(target);
  const path = rows
    .flatMap((row, y) =>
      row.flatMap((isBlack, x) => {
        if (!isBlack || row[x - 1]) return [];
        const end = row.indexOf(false, x);
        const width = (end === -1 ? row.length : end) - x;
        return [`M${x} ${y}h${width}v1h-${width}z`];
      }),
    )
    .join('');
  return { size: rows.length, path };
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
