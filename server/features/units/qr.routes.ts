import { type Context, Hono } from 'hono';
import { renderPdf } from '../../documents/pdf.ts';
import type { HttpEnv } from '../../http/http-env.ts';
import { route } from '../../http/openapi.ts';
import { type StoredAnswer, sendStored, storedFile } from '../../http/stored-answer.ts';
import { posterOf } from './poster.rules.ts';
import { qrPng, qrSvg, qrTarget } from './qr-code.ts';
import type { UnitService } from './unit.service.ts';

/** What is printed from it hangs for years; an hour is soon enough for a new phone number. */
const publicCache = 'public, max-age=3600';
/** Answers kept ready, the oldest given up first; a poster takes a tenth of a second to draw. */
const keptMax = 300;

/** `GET /api/units/{id}/qr.svg`, `qr.png` and `poster.pdf`. A former id has them too, with the id it was asked for. */
export const createQrRoutes = (units: UnitService, publicUrl: string) => {
  const keep = createKeeper();
  const codeOf = (unitId: string) => {
    const unit = units.get(unitId);
    const target = qrTarget({ miniAppId: units.portal().miniAppId, publicUrl, unitId: unit.id });
    return { unit, target, svg: () => qrSvg(target, `Mã QR của ${unit.name}`) };
  };
  const answer = (
    c: Context<HttpEnv>,
    name: string,
    make: (code: ReturnType<typeof codeOf>) => Promise<StoredAnswer>,
  ) => {
    // An id that nobody has throws here, before anything is kept.
    const code = codeOf(c.req.param('id') ?? '');
    return keep(`${code.unit.id} ${name}`, () => make(code)).then((stored) =>
      sendStored(c, stored, publicCache),
    );
  };
  return new Hono<HttpEnv>()
    .get('/:id/qr.svg', describe('QR code of a unit, as SVG', 'image/svg+xml'), (c) =>
      answer(c, 'svg', async ({ svg }) => storedFile(svg(), 'image/svg+xml')),
    )
    .get('/:id/qr.png', describe('QR code of a unit, as PNG', 'image/png'), (c) =>
      answer(c, 'png', async ({ target }) => storedFile(await qrPng(target), 'image/png')),
    )
    .get('/:id/poster.pdf', describe('A4 poster of a unit for its notice board', 'application/pdf'), (c) =>
      answer(c, 'poster', async ({ unit, target, svg }) => {
        const { emergencyNumbers, sandbox } = units.portal();
        const parentName = unit.parentId === null ? null : units.get(unit.parentId).name;
        const facts = { unit, parentName, emergencyNumbers, target, qrSvg: svg(), isSandbox: sandbox };
        return storedFile(await renderPdf(posterOf(facts)), 'application/pdf');
      }),
    );
};

function describe(summary: string, mediaType: string) {
  return route({
    summary,
    description:
      'The code leads into the Mini App at that unit, or to the page as long as there is no Mini App. Carries an ETag.',
    tag: 'units',
    hasEtag: true,
    answer: { status: 200, description: 'The file.', mediaType },
    problems: ['unit_not_found'],
  });
}

/** Makes each file once, also for those who ask at the same time. */
function createKeeper() {
  const kept = new Map<string, Promise<StoredAnswer>>();
  return (key: string, make: () => Promise<StoredAnswer>): Promise<StoredAnswer> => {
    const ready = kept.get(key);
    if (ready) return ready;
    const made = make();
    kept.set(key, made);
    made.catch(() => kept.delete(key));
    const oldest = kept.keys().next();
    if (kept.size > keptMax && !oldest.done) kept.delete(oldest.value);
    return made;
  };
}
