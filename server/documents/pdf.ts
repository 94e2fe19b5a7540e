import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';

/** `drawPdf` of pdf-drawing.ts, whose library and fonts are loaded with the first document: most servers make few or none. */
export async function renderPdf(definition: TDocumentDefinitions): Promise<Uint8Array<ArrayBuffer>> {
  const { drawPdf } = await import('./pdf-drawing.ts');
  return await drawPdf(definition);
}
