import { describe, expect, onTestFinished, test } from 'vitest';
import type { Problem } from '#contract/problem.ts';
import type { ProcedureDetail, ProcedureList } from '#contract/procedures.ts';
import type { StaffProcedure, StaffProcedureNote, StaffProcedures } from '#contract/staff-procedures.ts';
import { loadPack } from '../../../server/content/pack.ts';
import { openDatabase } from '../../../server/db/database.ts';
import { proposePackEdits } from '../../../server/features/procedures/pack-edits.ts';
import { testDatabases } from '../../support/databases.ts';
import { staffKey } from '../../support/desk.ts';
import { patience } from '../../support/forwarding.ts';
import { startTestPortal, type TestPortal } from '../../support/portal.ts';

const stay = 'cu-tru-tam-tru';
const shared = `/api/staff/procedures/${stay}`;
const noteOf = (unit: string) => `${shared}/notes/${unit}`;

const editor = staffKey('editor', 'ca-quan');
const commander = staffKey('commander', 'ca-quan');

/** What an editor does at the API, with whatever credential they have. */
function editingAt(portal: TestPortal, authorization: string) {
  const send = (method: string, address: string, body?: unknown, headers: Record<string, string> = {}) =>
    fetch(`${portal.origin}${address}`, {
      method,
      headers: {
        Authorization: authorization,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const read = async <Body>(answer: Response): Promise<Body> => {
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Body;
  };
  return {
    send,
    read: async (address = shared) => read<StaffProcedure>(await send('GET', address)),
    readNote: async (unit: string) => read<StaffProcedureNote>(await send('GET', noteOf(unit))),
    list: async () => read<StaffProcedures>(await send('GET', '/api/staff/procedures')),
    etag: async (address = shared) => (await send('GET', address)).headers.get('etag') ?? '',
    /** Reads, changes and proposes, as an editor's screen does. */
    async propose(change: (content: StaffProcedure['inForce']['content']) => object, remark = 'Mẫu mới') {
      const seen = await send('GET', shared);
      const { inForce } = await read<StaffProcedure>(seen.clone());
      const content = { ...inForce.content, ...change(inForce.content) };
      return send('PUT', shared, { content, remark }, { 'If-Match': seen.headers.get('etag') ?? '' });
    },
    proposeNote: async (unit: string, content: string | null) =>
      send(
        'PUT',
        noteOf(unit),
        { content },
        { 'If-Match': (await send('GET', noteOf(unit))).headers.get('etag') ?? '' },
      ),
    publish: (version: number, address = shared) => send('POST', `${address}/publish`, { version }),
    sendBack: (version: number, remark: string, address = shared) =>
      send('POST', `${address}/send-back`, { version, remark }),
  };
}

const problemOf = async (answer: Response) => (await answer.json()) as Problem;
const publicly = async (portal: TestPortal): Promise<ProcedureDetail> =>
  (await (await fetch(`${portal.origin}/api/procedures/${stay}`)).json()) as ProcedureDetail;

describe.each(testDatabases)('a procedure in an editor’s hands, on $engine', (engine) => {
  test('is proposed by one person, published by another, and then in force everywhere at once', async () => {
    const place = await engine.place();
    const portal = await startTestPortal({ place });
    // A second server on the same store: SQLite has one, PostgreSQL many.
    const other = engine.engine === 'postgres' ? await startTestPortal({ place }) : portal;
    const bundleTag = async (at: TestPortal) =>
      (await fetch(`${at.origin}/api/procedures/bundle`)).headers.get('etag');
    const before = await bundleTag(other);

    const answer = 'Đến ở trọ thì khai với ông Kẹ ngoài đầu hẻm.';
    const proposed = await editingAt(portal, editor).propose(({ search }) => ({
      answer,
      search: { ...search, keywords: [...search.keywords, 'ông kẹ đầu hẻm'] },
    }));
    expect(proposed.status).toBe(200);
    expect((await publicly(portal)).answer).not.toBe(answer);
    expect((await editingAt(portal, editor).list()).items.find(({ id }) => id === stay)).toMatchObject({
      version: 0,
      proposal: { version: 1, by: { name: 'Phạm Thị Nháp (biên tập)' } },
    });

    expect((await problemOf(await editingAt(portal, editor).publish(1))).code).toBe('own_proposal');
    expect((await editingAt(portal, commander).publish(1)).status).toBe(200);

    // Here at once, at others as soon as they have heard of it.
    expect((await publicly(portal)).answer).toBe(answer);
    await expect.poll(() => bundleTag(other), patience).not.toBe(before);
    for (const at of [portal, other]) {
      expect(await publicly(at)).toMatchObject({ answer, version: 1, publishedAt: expect.any(String) });
      const found = await fetch(`${at.origin}/api/procedures?q=${encodeURIComponent('ông kẹ đầu hẻm')}`);
      expect(((await found.json()) as ProcedureList).items[0]?.id).toBe(stay);
      expect(await bundleTag(at)).not.toBe(before);
    }
    const seen = await editingAt(other, editor).read();
    expect(seen).toMatchObject({
      inForce: { version: 1, content: { answer } },
      packHasChanged: false,
      proposal: null,
      versions: [
        {
          version: 1,
          state: 'published',
          remark: 'Mẫu mới',
          by: { id: 'sandbox:editor:ca-quan' },
          decidedBy: { id: 'sandbox:commander:ca-quan', name: 'Trần Văn Thử (chỉ huy)' },
        },
      ],
    });
  });

  test('survives a restart, and is read again as it was in any version', async () => {
    const place = await engine.place();
    const first = await startTestPortal({ place });
    for (const version of [1, 2]) {
      await editingAt(first, editor).propose(() => ({ answer: `Bản ${version}.` }));
      await editingAt(first, commander).publish(version);
    }
    await first.stop();

    const portal = await startTestPortal({ place });
    expect(await publicly(portal)).toMatchObject({ answer: 'Bản 2.', version: 2 });
    const past = await editingAt(portal, editor).read(`${shared}?version=1`);
    expect(past.asked).toMatchObject({ version: 1, state: 'published', content: { answer: 'Bản 1.' } });
    expect((await editingAt(portal, editor).send('GET', `${shared}?version=3`)).status).toBe(404);
    expect((await editingAt(portal, editor).send('GET', `${shared}?version=x`)).status).toBe(400);
  });

  test('loses no change to somebody who had read it before', async () => {
    const portal = await startTestPortal({ place: await engine.place() });
    const lan = editingAt(portal, editor);
    const seen = await lan.etag();
    const { inForce } = await lan.read();
    const put = (answer: string, headers: Record<string, string>) =>
      lan.send('PUT', shared, { content: { ...inForce.content, answer } }, headers);

    expect((await problemOf(await put('a', {}))).code).toBe('precondition_required');
    expect((await problemOf(await put('a', { 'If-Match': '*' }))).code).toBe('precondition_required');
    const answers = await Promise.all(
      ['Một.', 'Hai.', 'Ba.'].map((answer) => put(answer, { 'If-Match': seen })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    expect((await lan.read()).versions).toHaveLength(1);
    // Whoever reads again may go on: the older proposal gives way.
    expect((await lan.propose(() => ({ answer: 'Bốn.' }))).status).toBe(200);
    expect((await lan.read()).versions.map(({ state }) => state)).toEqual(['proposed', 'superseded']);
    const late = await editingAt(portal, commander).publish(1);
    expect((await problemOf(late)).code).toBe('no_proposal');
  });

  test('takes nothing that a content pack could not have, and names what is wrong', async () => {
    const portal = await startTestPortal({ place: await engine.place() });
    const lan = editingAt(portal, editor);
    const refused = async (change: Parameters<typeof lan.propose>[0]) => {
      const { status, code, issues } = await problemOf(await lan.propose(change));
      return { status, code, paths: issues?.map(({ path }) => path.join('.')) };
    };
    const wrong = (...paths: string[]) => ({ status: 400, code: 'invalid_input', paths });

    expect(
      await refused(({ dossier }) => ({ dossier: dossier.map((item) => ({ ...item, form: 'khong-co' })) })),
    ).toMatchObject({ code: 'invalid_input', paths: expect.arrayContaining(['content.dossier.0.form']) });
    expect(
      await refused(({ fees }) => ({ fees: fees.map((fee) => ({ ...fee, source: 'vang' })) })),
    ).toMatchObject({
      paths: expect.arrayContaining(['content.fees.0.source']),
    });
    expect(await refused(({ fees }) => ({ fees: [{ ...fees[0], amountVnd: null, note: null }] }))).toEqual(
      wrong('content.fees.0.note', 'content.unknown'),
    );
    expect(await refused(() => ({ id: 'ho-chieu' }))).toMatchObject({
      paths: expect.arrayContaining(['content.id']),
    });
    expect(await refused(() => ({ order: 1 }))).toEqual(wrong('content.order'));
    expect(await refused(() => ({ checkedOn: '18/7/2026' }))).toEqual(wrong('content.checkedOn'));
    expect(await refused(() => ({ misspelt: true }))).toEqual(wrong('content.misspelt'));
    expect(await refused(() => ({ answer: 'a'.repeat(10_000) }))).toEqual(wrong('content.answer'));
    const { issues } = await problemOf(await lan.propose(() => ({ group: 'Nhóm Lạ', checkedOn: 'x' })));
    for (const { message } of issues ?? []) expect(message).not.toMatch(/must|Invalid/);
    expect((await lan.read()).versions).toEqual([]);
  });

  test('has beside it what a unit says of its own, decided by the unit’s people alone', async () => {
    const portal = await startTestPortal({ place: await engine.place() });
    const atWard = editingAt(portal, staffKey('editor', 'tay-thanh'));
    expect(
      (await atWard.proposeNote('tay-thanh', 'Nộp ở quầy số 2.\nSáng thứ Bảy nhận đến 11 giờ.')).status,
    ).toBe(200);
    expect((await publicly(portal)).notes).toEqual([]);
    expect((await atWard.list()).items.find(({ id }) => id === stay)?.noteProposals).toMatchObject([
      { version: 1, unit: { id: 'tay-thanh' } },
    ]);
    const neighbour = editingAt(portal, staffKey('commander', 'son-ky'));
    for (const answer of [
      await neighbour.send('GET', noteOf('tay-thanh')),
      await neighbour.send('PUT', noteOf('tay-thanh'), { content: 'x' }, { 'If-Match': '"0-"' }),
      await neighbour.publish(1, noteOf('tay-thanh')),
      await neighbour.send('GET', noteOf('khong-co')),
    ]) {
      expect((await problemOf(answer)).code).toBe('not_found');
    }
    expect((await neighbour.list()).items.find(({ id }) => id === stay)?.noteProposals).toEqual([]);

    const chief = editingAt(portal, staffKey('commander', 'tay-thanh'));
    expect((await chief.publish(1, noteOf('tay-thanh'))).status).toBe(200);
    const { notes } = await publicly(portal);
    expect(notes).toMatchObject([
      {
        unit: { id: 'tay-thanh', name: 'Công an phường Tây Thạnh' },
        text: 'Nộp ở quầy số 2.\nSáng thứ Bảy nhận đến 11 giờ.',
      },
    ]);
    // The shared content is as it was.
    expect((await publicly(portal)).version).toBe(0);
    await atWard.proposeNote('tay-thanh', null);
    await chief.publish(2, noteOf('tay-thanh'));
    expect((await publicly(portal)).notes).toEqual([]);
    expect((await atWard.readNote('tay-thanh')).inForce).toMatchObject({ version: 2, content: null });
  });

  if (!engine.showsTheRest) return;

  test('is sent back with a remark by who decides, and taken back by who proposed it', async () => {
    const portal = await startTestPortal({ place: await engine.place() });
    const atWard = editingAt(portal, staffKey('editor', 'tay-thanh'));
    await atWard.propose(() => ({ answer: 'Sai.' }));
    // Mistakes show at the counter, so every ward may propose; what all share is decided at the top.
    expect((await atWard.read()).can).toEqual(['propose', 'send-back']);
    for (const chief of [staffKey('commander', 'tay-thanh'), staffKey('commander', 'son-ky')]) {
      expect((await problemOf(await editingAt(portal, chief).publish(1))).code).toBe('forbidden');
    }
    expect((await editingAt(portal, commander).sendBack(1, 'Lệ phí chưa đúng')).status).toBe(200);
    expect((await atWard.read()).versions[0]).toMatchObject({
      state: 'sent_back',
      decisionRemark: 'Lệ phí chưa đúng',
    });
    await atWard.propose(() => ({ answer: 'Lại sai.' }));
    expect((await atWard.sendBack(2, 'Tôi xem lại')).status).toBe(200);
    expect((await problemOf(await editingAt(portal, commander).publish(2))).code).toBe('no_proposal');
  });

  test('takes an edit of the content pack as a proposal, while the portal runs', async () => {
    const place = await engine.place();
    const portal = await startTestPortal({ place });
    const database = openDatabase(place);
    onTestFinished(() => database.close());
    const pack = await loadPack('tan-phu');
    const editedTo = (answer: string, id = stay) => ({
      procedures: pack.procedures.map((procedure) =>
        procedure.id === id ? { ...procedure, answer } : procedure,
      ),
    });
    const bring = (edited: Pick<typeof pack, 'procedures'>) =>
      proposePackEdits({ database, pack: edited, now: new Date() });

    expect(await bring(pack)).toEqual({ proposed: [], waiting: [], fresh: [] });
    expect(await bring(editedTo('Từ gói.'))).toEqual({ proposed: [stay], waiting: [], fresh: [] });
    expect(await bring(editedTo('Từ gói.'))).toMatchObject({ proposed: [], waiting: [stay] });
    expect(await bring(editedTo('Từ gói, mới hơn.'))).toMatchObject({ proposed: [stay] });
    expect((await publicly(portal)).answer).not.toContain('Từ gói');
    const seen = await editingAt(portal, commander).read();
    expect(seen.proposal).toMatchObject({ version: 2, by: { name: 'Gói nội dung' } });
    await editingAt(portal, commander).publish(2);
    expect((await publicly(portal)).answer).toBe('Từ gói, mới hơn.');
    expect(await bring(editedTo('Từ gói, mới hơn.'))).toMatchObject({ proposed: [], waiting: [] });

    // A person's proposal is not taken away, and what only the desk has edited stays.
    await editingAt(portal, editor).propose(() => ({ answer: 'Tại bàn trực.' }));
    expect(await bring(editedTo('Từ gói, lần ba.'))).toMatchObject({ proposed: [], waiting: [stay] });
    const added = { procedures: [...pack.procedures, { ...seen.inForce.content, id: 'moi-tinh' }] };
    expect((await bring(added)).fresh).toEqual(['moi-tinh']);
  });

  test('opens to editors and commanders, to nobody else', async () => {
    const portal = await startTestPortal({ place: await engine.place() });
    for (const role of ['officer', 'admin'] as const) {
      const answer = await editingAt(portal, staffKey(role, 'ca-quan')).send('GET', shared);
      expect((await problemOf(answer)).code, role).toBe('forbidden');
    }
    expect((await fetch(`${portal.origin}${shared}`)).status).toBe(401);
    expect((await editingAt(portal, editor).send('GET', '/api/staff/procedures/khong-co')).status).toBe(404);
  });
});
