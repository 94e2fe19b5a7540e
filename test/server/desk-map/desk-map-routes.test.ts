import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { DeskMap } from '#contract/desk.ts';
import { staffKey } from '../../support/desk.ts';
import { startTestPortal } from '../../support/portal.ts';

async function startMapServer() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.url} ${request.headers.authorization ?? 'no credential'}`);
    response.writeHead(200, { 'content-type': 'image/png' }).end('PNG');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/{z}/{x}/{y}.png` };
}

const officer = staffKey('officer', 'tay-thanh');

describe('the map of the desk', () => {
  test('has every ward of the pack, and no street pictures where none were configured', async () => {
    const portal = await startTestPortal();
    const answer = await portal.ask(officer, 'GET', '/api/staff/map');
    const map = (await answer.json()) as DeskMap;
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(map.tiles).toBeNull();
    expect(map.lands.filter(({ unitId }) => unitId !== null)).toHaveLength(11);
    expect(map.lands.find(({ unitId }) => unitId === 'tay-thanh')?.name).toBe('Tây Thạnh');
    expect((await portal.ask(officer, 'GET', '/api/staff/tiles/16/52178/30798')).status).toBe(404);
  });

  test('fetches a square of street pictures for staff, without telling the map’s server who asks', async () => {
    const streets = await startMapServer();
    const portal = await startTestPortal({
      environment: { MAP_TILES_URL: streets.url, MAP_TILES_CREDIT: '© người vẽ' },
    });
    const map = (await (await portal.ask(officer, 'GET', '/api/staff/map')).json()) as DeskMap;
    expect(map.tiles).toEqual({ zoomMax: 19, credit: '© người vẽ' });
    const answer = await portal.ask(officer, 'GET', '/api/staff/tiles/16/52178/30798');
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      200,
      'image/png',
      'PNG',
    ]);
    expect(streets.asked).toEqual(['/16/52178/30798.png no credential']);
  });

  test('takes nothing but whole numbers that lie on the map, and asks nobody for anything else', async () => {
    const streets = await startMapServer();
    const portal = await startTestPortal({ environment: { MAP_TILES_URL: streets.url } });
    for (const place of [
      '20/1/1',
      '16/65536/1',
      '16/1/65536',
      '1/-1/0',
      '1/01/0',
      '1/1e0/0',
      '1/0/0.png',
      '1/..%2F..%2Fetc/0',
      '1/%00/0',
      '1/0/{y}',
    ]) {
      const answer = await portal.ask(officer, 'GET', `/api/staff/tiles/${place}`);
      expect(answer.status, place).toBe(400);
    }
    expect((await portal.ask(null, 'GET', '/api/staff/tiles/1/0/0')).status).toBe(401);
    expect((await portal.ask(staffKey('editor', 'tay-thanh'), 'GET', '/api/staff/tiles/1/0/0')).status).toBe(
      403,
    );
    expect(streets.asked).toEqual([]);
  });
});
