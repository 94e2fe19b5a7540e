import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../../server/db/database.ts';
import { testDatabases } from '../../support/databases.ts';
import { deskWith } from '../../support/desk.ts';
import { noisyKaraoke, readReceipt, startTestPortal, testSecretKeys } from '../../support/portal.ts';

type Place = { dataDir: string; databaseUrl: string | null };

/** A command as somebody at the machine runs it, on this store. */
function run(command: 'staff' | 'tips', place: Place, ...args: string[]) {
  const file = fileURLToPath(new URL(`../../../server/features/${command}/command.ts`, import.meta.url));
  const env = {
    ...process.env,
    DATA_DIR: place.dataDir,
    ...(place.databaseUrl ? { DATABASE_URL: place.databaseUrl, SECRET_KEYS: testSecretKeys } : {}),
  };
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const child = execFile(process.execPath, [file, ...args], { env }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

describe.each(testDatabases)('at the machine, on $engine', (engine) => {
  test('a member is created with a key that works, listed, disabled, enabled and given a new key', async () => {
    const place = await engine.place();
    const portal = await startTestPortal({ place });
    const me = async (key: string) => (await portal.ask(`Bearer ${key}`, 'GET', '/api/staff/me')).status;
    const keyIn = ({ stdout }: { stdout: string }) => /key: (zan_\S+)/.exec(stdout)?.[1] ?? '';

    const created = await run(
      'staff',
      place,
      'create',
      '--name',
      'Lê Văn Ca',
      '--role',
      'officer',
      '--unit',
      'tay-thanh',
    );
    const id = /id: +(\S+)/.exec(created.stdout)?.[1] ?? '';
    const key = keyIn(created);
    expect(await me(key)).toBe(200);
    expect((await run('staff', place, 'list')).stdout).toBe(`${id}\tactive\tofficer\ttay-thanh\tLê Văn Ca\n`);

    await run('staff', place, 'disable', id);
    expect(await me(key)).toBe(401);
    await run('staff', place, 'enable', id);
    expect(await me(key)).toBe(200);
    const next = keyIn(await run('staff', place, 'reissue', id, '--days', '7'));
    expect([await me(key), await me(next)]).toEqual([401, 200]);
  });

  test('a member is bound to the Zalo identity of whoever types their code, and parted from it', async () => {
    const place = await engine.place();
    const portal = await startTestPortal({ place });
    const created = await run(
      'staff',
      place,
      'create',
      '--name',
      'Lê Ca',
      '--role',
      'officer',
      '--unit',
      'tay-thanh',
    );
    const id = /id: +(\S+)/.exec(created.stdout)?.[1] ?? '';
    const made = await run('staff', place, 'bind', id);
    expect(made.stdout).toMatch(/^for: {2}Lê Ca\ncode: \S{4}-\S{4}\ngood once and until /);
    const code = /code: (\S+)/.exec(made.stdout)?.[1];
    const phone = `Bearer ${(await portal.signIn('ca')).token}`;
    expect((await portal.ask(phone, 'POST', '/api/me/staff', { code })).status).toBe(200);
    expect((await portal.ask(phone, 'GET', '/api/staff/me')).status).toBe(200);
    expect((await run('staff', place, 'unbind', id)).stdout).toBe(`${id}: unbound\n`);
    expect((await run('staff', place, 'unbind', id)).stdout).toBe(`${id}: was not bound\n`);
    expect((await portal.ask(phone, 'GET', '/api/staff/me')).status).toBe(401);
    expect((await run('staff', place, 'bind', 'nobody')).stderr).toBe(
      'No member of the staff has this id.\n',
    );
  });

  test('the audit passes what nobody touched, and names what somebody did', async () => {
    const place = await engine.place();
    const portal = await startTestPortal({ place });
    const consentVersion = (await portal.portal()).consent.version;
    const officer = deskWith(portal, 'Bearer sandbox:officer:tay-thanh');
    const codes: string[] = [];
    for (let index = 0; index < 3; index += 1) {
      const { code } = await readReceipt(await portal.sendTip(noisyKaraoke({ consentVersion })));
      await officer.do(code, 'acknowledge');
      await officer.do(code, 'note', { text: 'Đã gọi tổ trưởng' });
      codes.push(code);
    }
    const [first = '', second = '', third = ''] = codes;
    expect(await run('tips', place, 'verify')).toMatchObject({
      code: 0,
      stdout: '3 tips, 0 alerts and 0 articles, 0 not as they were written.\n',
    });

    const database = openDatabase(place);
    const change = async (code: string, set: object) => {
      const { id } = await database.kysely
        .selectFrom('tips')
        .select('id')
        .where('code', '=', code)
        .executeTakeFirstOrThrow();
      const rows = database.kysely.updateTable('tip_history').set(set).where('tip_id', '=', id);
      await rows.where('sequence', '=', 2).execute();
    };
    await change(first, { at: '2020-01-01T00:00:00.000Z' });
    await change(third, { unit_id: 'son-ky' });
    await database.close();

    const found = await run('tips', place, 'verify');
    expect(found.code).toBe(1);
    expect(found.stderr).toBe(
      `${first}: entry 2: changed\n${third}: entry 2: changed\n` +
        'Next: change nothing in the store, take a backup of it as it is, and compare with an older one.\n',
    );
    expect(found.stdout).toBe('3 tips, 0 alerts and 0 articles, 2 not as they were written.\n');
    expect((await run('tips', place, 'verify', second)).stdout).toBe(
      `${second}: 3 entries, all as they were written.\n`,
    );
    expect((await run('tips', place, 'verify', third)).code).toBe(1);
  });

  if (!engine.showsTheRest) return;

  test('what is called wrongly explains itself, and what does not exist is named', async () => {
    const place = await engine.place();
    for (const [sentence, ...args] of [
      ['Say what to do: create, list, disable, enable, reissue, bind, unbind.'],
      ['There is no “fire”. There are: create, list, disable, enable, reissue, bind, unbind.', 'fire', 'x'],
      ['Say whom: disable <id>. The list has the ids.', 'disable'],
      ['Say who: --name "Nguyễn Văn An", 80 letters at most.', 'create', '--role', 'chief'],
      ['There is no option --all.', 'list', '--all'],
    ]) {
      const { code, stderr } = await run('staff', place, ...args);
      expect([code, stderr.split('\n')[0]], args.join(' ')).toEqual([2, sentence]);
    }
    const nobody = await run('staff', place, 'disable', 'nobody');
    expect([nobody.code, nobody.stderr]).toEqual([1, 'No member of the staff has this id.\n']);
    const nowhere = ['create', '--name', 'A', '--role', 'officer', '--unit', 'nowhere'];
    expect((await run('staff', place, ...nowhere)).stderr).toContain(
      'No unit of this pack has this id. There are: ca-quan, ',
    );
    expect((await run('tips', place)).code).toBe(2);
    expect((await run('tips', place, 'verify', 'TB-222222')).stderr).toBe(
      'No tip has this code, and no article this id.\n',
    );
  });
});
