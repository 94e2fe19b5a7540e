import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pdfmake from 'pdfmake';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';

const fontsFolder = path.dirname(fileURLToPath(import.meta.resolve('@expo-google-fonts/tinos/package.json')));
const face = (name: string) => path.join(fontsFolder, name, `Tinos_${name}.ttf`);

pdfmake.setFonts({
  Tinos: {
    normal: face('400Regular'),
    bold: face('700Bold'),
    italics: face('400Regular_Italic'),
    bolditalics: face('700Bold_Italic'),
  },
});
// A document is made of what its definition holds: nothing is fetched, and no file is read but the fonts.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((file) => file.startsWith(fontsFolder));

/** Documents say nothing of the moment they were made: the same content is the same bytes, and has the same ETag. */
const madeAt = new Date('2026-01-01T00:00:00+07:00');

/**
 * A PDF with Tinos embedded: the measures of Times New Roman, and every Vietnamese letter.
 * @param definition as pdfmake takes it, without fonts of its own.
 */
export async function renderPdf(definition: TDocumentDefinitions): Promise<Uint8Array<ArrayBuffer>> {
  const document = pdfmake.createPdf({
    ...definition,
    info: { ...definition.info, creationDate: madeAt },
    defaultStyle: { font: 'Tinos', ...definition.defaultStyle },
    language: 'vi-VN',
  });
  return new Uint8Array(await document.getBuffer());
}
