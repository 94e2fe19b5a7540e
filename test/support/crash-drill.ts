import { freePort } from './free-port.ts';
import { testSecretKeys } from './portal.ts';
import { killServer, spawnServer } from './server-process.ts';
import {
  judgeTipTraffic,
  startTipTraffic,
  type TipTrafficResult,
  type TipTrafficSize,
} from './tip-traffic.ts';

/**
 * Sends tips from several phones, kills the server at random moments, starts it again, and then counts what was acknowledged, what is
 * there and what was doubled (design promise 1; quality 1). `kills`: how often it is killed while they are being sent.
 */
export async function runCrashDrill(
  drill: TipTrafficSize & { place: { dataDir: string; databaseUrl: string | null }; kills: number },
): Promise<TipTrafficResult> {
  const { place, kills, ...size } = drill;
  const environment = {
    PORT: String(await freePort()),
    DATA_DIR: place.dataDir,
    ...(place.databaseUrl ? { DATABASE_URL: place.databaseUrl, SECRET_KEYS: testSecretKeys } : {}),
  };
  let server = await spawnServer(environment);
  const { origin } = server;
  const traffic = await startTipTraffic(origin, size);
  for (let kill = 1; kill <= kills; kill += 1) {
    await traffic.reached(Math.floor((size.tips * (kill - 0.5 + Math.random() * 0.5)) / (kills + 1)));
    await killServer(server.process);
    server = await spawnServer(environment);
  }
  await traffic.done;
  const result = await judgeTipTraffic(traffic, { origin, place });
  await killServer(server.process);
  return result;
}
