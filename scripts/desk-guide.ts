import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { deskGuideText, type GuideSection } from '../src/text/vi-desk-guide.ts';

const docs = path.resolve(import.meta.dirname, '../docs');
const sections: readonly GuideSection[] = deskGuideText.sections;

/** docs/desk-guide.md: the desk's own guide, with pictures. */
export function deskGuideMarkdown(): string {
  const pictures = sections.flatMap(({ picture, heading }) => (picture ? [{ picture, heading }] : []));
  return [
    `# ${deskGuideText.heading}`,
    `${deskGuideText.lead} Bản in một trang A4: [desk-guide.pdf](desk-guide.pdf).`,
    `| ${pictures.map(({ heading }) => heading).join(' | ')} |`,
    `| ${pictures.map(() => '---').join(' | ')} |`,
    `| ${pictures.map(({ picture, heading }) => `![${heading}](pictures/${picture}.png)`).join(' | ')} |`,
    ...sections.flatMap(({ heading, steps }) => [
      `## ${heading}`,
      steps.map((step, index) => `${index + 1}. ${step}`).join('\n'),
    ]),
    '<!-- Made by `npm run pictures` from src/text/vi-desk-guide.ts. -->\n',
  ]
    .join('\n\n')
    .replace(/ \|\n\n\|/g, ' |\n|');
}

/** Writes the guide for reading and for printing. The pictures are taken before. */
export async function writeDeskGuide(browser: Browser): Promise<void> {
  writeFileSync(path.join(docs, 'desk-guide.md'), deskGuideMarkdown());
  console.log('docs/desk-guide.md');
  const page = await browser.newPage();
  await page.setContent(printedGuide(), { waitUntil: 'load' });
  const pdf = await page.pdf({
    path: path.join(docs, 'desk-guide.pdf'),
    format: 'A4',
    printBackground: true,
  });
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length;
  if (pages !== 1) throw new Error(`docs/desk-guide.pdf has ${pages} pages; it is meant for one.`);
  console.log('docs/desk-guide.pdf');
}

function printedGuide(): string {
  const block = ({ heading, steps, picture }: GuideSection) => `
    <section>
      ${picture ? `<img src="${pictureData(picture)}" alt="">` : ''}
      <div><h2>${heading}</h2><ol>${steps.map((step) => `<li>${step}</li>`).join('')}</ol></div>
    </section>`;
  return `<!doctype html><html lang="vi"><title>${deskGuideText.name}</title><style>${printStyle}</style>
    <header><h1>${deskGuideText.heading}</h1><p>${deskGuideText.lead}</p></header>
    <main>${sections.map(block).join('')}</main></html>`;
}

const pictureData = (name: string): string =>
  `data:image/png;base64,${readFileSync(path.join(docs, `pictures/${name}.png`)).toString('base64')}`;

const printStyle = `
  @page { size: A4; margin: 10mm; }
  * { box-sizing: border-box; margin: 0; padding: 0; }
  body { font: 9.6pt/1.36 "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; color: #141415; }
  header { display: flex; align-items: baseline; justify-content: space-between; margin-bottom: 4mm; border-bottom: 1.2mm solid #0b4f9e; }
  h1 { font-size: 17pt; color: #0b4f9e; }
  h2 { margin-bottom: 1mm; font-size: 11pt; color: #0b4f9e; }
  main { columns: 2; column-gap: 7mm; }
  section { display: flex; gap: 3mm; margin-bottom: 3.6mm; break-inside: avoid; }
  section > div { flex: 1; }
  img { width: 34mm; align-self: start; border: 0.3mm solid #b9bdc1; border-radius: 2mm; }
  ol { padding-left: 4.4mm; } li + li { margin-top: 0.7mm; }
`;
