import { describe, expect, test } from 'vitest';
import { checkPdf } from '../../../server/media/pdf-check.rules.ts';
import { createPdfIntake } from '../../../server/media/pdf-intake.ts';
import { readPdf } from '../../support/documents.ts';
import { handmadePdf, officePdf, packedObjects } from '../../support/pdf-files.ts';

const faultOf = (file: Uint8Array) => {
  const verdict = checkPdf(file);
  return verdict.kind === 'ok' ? `ok ${verdict.pages}` : verdict.fault;
};

describe('A PDF that only shows pages', () => {
  test('is taken: an office’s, one by hand, one with packed objects, one that says where it opens', async () => {
    const office = await officePdf();
    expect(faultOf(office)).toBe('ok 1');
    expect((await readPdf(office)).text).toContain('phòng cháy');
    expect(faultOf(handmadePdf())).toBe('ok 1');
    expect(
      faultOf(handmadePdf('', [packedObjects({ 5: '<< /Type /Annot /A 6 0 R >>', 6: '<< /S /URI >>' })])),
    ).toBe('ok 1');
    expect(faultOf(handmadePdf('/OpenAction [3 0 R /XYZ null null 0]'))).toBe('ok 1');
    expect(faultOf(handmadePdf('/OpenAction 4 0 R', ['<< /S /GoTo /D [3 0 R /Fit] >>']))).toBe('ok 1');
    // Its words may say what its objects may not do.
    expect(faultOf(handmadePdf('/Lang (vi) /Note (tap lenh JavaScript)'))).toBe('ok 1');
  });
});

describe('A PDF that does more', () => {
  const script = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>';
  test.each<[string, string, Buffer]>([
    ['runs a script when it is opened', 'active', handmadePdf('/OpenAction 4 0 R', [script])],
    ['runs one under an escaped name', 'active', handmadePdf('/OpenAction << /S /J#61vaScr#69pt >>')],
    ['runs one out of packed objects', 'active', handmadePdf('', [packedObjects({ 5: script })])],
    [
      'runs one out of packed objects that hide their kind',
      'active',
      handmadePdf('', [packedObjects({ 5: script }, { type: '' })]),
    ],
    [
      'runs one out of objects whose table does not name them',
      'active',
      handmadePdf('', [`<< /Length 60 >>\nstream\n9 0 obj << /S /JavaScript >> endobj\nendstream`]),
    ],
    ['has only a short word for it', 'active', handmadePdf('', ['<< /JS 5 0 R >>'])],
    ['acts when a page is turned', 'active', handmadePdf('', ['<< /AA << /O 5 0 R >> >>'])],
    ['opens with what is not said', 'active', handmadePdf('/OpenAction 77 0 R')],
    ['goes on from where it opens', 'active', handmadePdf('/OpenAction << /S /GoTo /Next 4 0 R >>')],
    ['starts a program', 'active', handmadePdf('', ['<< /S /Launch /F (cmd.exe) >>'])],
    ['sends a form somewhere', 'active', handmadePdf('', ['<< /S /SubmitForm /F (http://x.vn) >>'])],
    ['is a form of another language', 'active', handmadePdf('/AcroForm << /XFA [] >>')],
    ['plays things', 'active', handmadePdf('', ['<< /Subtype /RichMedia >>'])],
    ['carries a file', 'files', handmadePdf('', ['<< /Type /EmbeddedFile >>\nstream\nMZ\nendstream'])],
    ['carries a file by its short word', 'files', handmadePdf('', ['<< /Type /Filespec /EF << >> >>'])],
    ['is locked', 'encrypted', handmadePdf('', ['<< /Encrypt 5 0 R >>'])],
    [
      'is packed so that nobody can look into it',
      'tangled',
      handmadePdf('', [packedObjects({ 5: script }, { filter: '/Filter [/ASCIIHexDecode /FlateDecode]' })]),
    ],
    [
      'unpacks to more than anybody reads',
      'tangled',
      handmadePdf('', [packedObjects({ 5: `(${' '.repeat(26e6)})` })]),
    ],
    ['has no pages', 'broken', Buffer.from('%PDF-1.7\n1 0 obj << >> endobj\nstartxref\n0\n%%EOF')],
    ['is a page of the web', 'not_pdf', Buffer.from('<html><script>alert(1)</script></html>')],
    ['begins as something else', 'not_pdf', Buffer.concat([Buffer.from('GIF89a'), handmadePdf()])],
    [
      'is an archive as well',
      'not_pdf',
      Buffer.concat([handmadePdf(), Buffer.from('PK\x03\x04'.repeat(20))]),
    ],
    ['breaks off', 'broken', handmadePdf().subarray(0, 120)],
  ])('is refused: it %s', (_, fault, file) => {
    expect(faultOf(file)).toBe(fault);
  });

  test('keeps nobody waiting when it is made to be slow', async () => {
    const intake = createPdfIntake({ filesMax: 1, workMsMax: 1_500 });
    const slow = Buffer.concat([
      Buffer.from('%PDF-1.7\n'),
      Buffer.from('obj['.repeat(2_000_000)),
      handmadePdf(),
    ]);
    const looking = intake.check(slow).catch((error: unknown) => error);
    await expect(intake.check(handmadePdf())).rejects.toMatchObject({ code: 'busy' });
    expect(await looking).toMatchObject({ code: 'document_refused' });
    await intake.close();
    const usual = createPdfIntake();
    expect(await usual.check(handmadePdf())).toBe(1);
    await usual.close();
  });
});
