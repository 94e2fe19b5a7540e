import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { noisyKaraoke, talkTo } from '../support/portal.ts';
import { killServer, spawnServer } from '../support/server-process.ts';
import { type Drill, type DrillFindings, inFolder } from './drill.ts';

const sizes = {
  small: { slowConnections: 200, attackMs: 4_000 },
  full: { slowConnections: 1_000, attackMs: 30_000 },
};
/** An attacker that is cut off comes back; a byte so often keeps a connection from looking dead. */
const dripMs = 1_000;
const tipEveryMs = 250;
/** Longer than this nobody was served. */
const servedWithinMs = 5_000;

const head = (line: string, ...headers: string[]) => [line, 'Host: localhost', ...headers, ''].join('\r\n');
const attacks: { name: string; opening: string; drip: string }[] = [
  { name: 'in peace', opening: '', drip: '' },
  { name: 'slow headers', opening: head('GET /api/portal HTTP/1.1'), drip: 'X-Slow: 1\r\n' },
  {
    name: 'slow body of a tip',
    opening: `${head('POST /api/tips HTTP/1.1', 'Content-Type: application/json', 'Content-Length: 60000')}\r\n{`,
    drip: ' ',
  },
  {
    name: 'slow photo',
    opening: `${head(
      'POST /api/photos HTTP/1.1',
      'Content-Type: multipart/form-data; boundary=b',
      'Content-Length: 4000000',
    )}\r\n--b\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\n\r\n`,
    drip: 'x',
  },
  { name: 'slow read', opening: `${head('GET /api/procedures/bundle HTTP/1.1')}\r\n`, drip: '' },
  {
    name: 'asks on, reads nothing',
    opening: `${head('GET /api/procedures/bundle HTTP/1.1')}\r\n`.repeat(20),
    drip: '',
  },
];

/** Quality 43. */
export const slowClientsDrill: Drill = {
  run: (size) => inFolder((dataDir) => attackInTurn(dataDir, sizes[size])),
};

type Attacked = { origin: string; pid: number; tip: string; slowConnections: number; attackMs: number };

async function attackInTurn(dataDir: string, size: (typeof sizes)['full']): Promise<DrillFindings> {
  const { origin, process: server } = await spawnServer({ DATA_DIR: dataDir, PORT: '0' });
  const consentVersion = (await talkTo(origin).portal()).consent.version;
  const tip = JSON.stringify(noisyKaraoke({ consentVersion }));
  const rows: Record<string, Record<string, number>> = {};
  for (const attack of attacks)
    rows[attack.name] = await underAttack(attack, { origin, pid: server.pid ?? 0, tip, ...size });
  await killServer(server);
  const faults = Object.entries(rows).flatMap(([name, row]) =>
    row['not served'] === 0 ? [] : [`${row['not served']} not served under "${name}"`],
  );
  return { rows, faults };
}

/** How long people waited meanwhile, and what the server's memory did. */
async function underAttack({ opening, drip }: (typeof attacks)[number], attacked: Attacked) {
  const attackers = opening === '' ? null : attackWith(opening, drip, attacked);
  const waitedMs: number[] = [];
  const failures: string[] = [];
  const sending: Promise<void>[] = [];
  await pause(opening === '' ? 0 : 2_000);
  const endsAt = performance.now() + attacked.attackMs;
  while (performance.now() < endsAt) {
    const startedAt = performance.now();
    sending.push(
      sendTip(attacked).then(
        () => void waitedMs.push(performance.now() - startedAt),
        (error: unknown) => void failures.push(String(error)),
      ),
    );
    await pause(tipEveryMs);
  }
  const held = attackers?.stop() ?? 0;
  await Promise.all(sending);
  for (const failure of new Set(failures)) console.error(`not served: ${failure}`);
  waitedMs.sort((a, b) => a - b);
  const at = (share: number) => Math.round(waitedMs[Math.floor((waitedMs.length - 1) * share)] ?? Number.NaN);
  return {
    'tips sent': waitedMs.length,
    'not served': failures.length,
    'median ms': at(0.5),
    '95% within ms': at(0.95),
    'longest ms': at(1),
    'slow connections cut off': held,
    'memory MiB': memoryMib(attacked.pid),
  };
}

/** Opens them, drips, and opens anew what was cut off. */
function attackWith(opening: string, drip: string, { origin, slowConnections }: Attacked) {
  const port = Number(new URL(origin).port);
  const sockets = new Set<Socket>();
  let cutOff = 0;
  let isOver = false;
  const open = () => {
    if (isOver) return;
    const socket = connect(port, '127.0.0.1', () => socket.write(opening));
    sockets.add(socket);
    socket.pause();
    socket.on('error', () => undefined);
    socket.once('close', () => {
      sockets.delete(socket);
      if (isOver) return;
      cutOff += 1;
      setTimeout(open, dripMs);
    });
  };
  for (let nr = 0; nr < slowConnections; nr += 1) open();
  const dripping = setInterval(() => {
    if (drip === '') return;
    for (const socket of sockets) if (socket.writable) socket.write(drip);
  }, dripMs);
  return {
    stop(): number {
      isOver = true;
      clearInterval(dripping);
      for (const socket of sockets) socket.destroy();
      return cutOff;
    },
  };
}

/** Over a connection of its own, as somebody does who opens the app now. Rejects when it is refused or takes too long. */
function sendTip({ origin, tip }: Attacked): Promise<void> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      `${origin}/api/tips`,
      {
        method: 'POST',
        agent: new Agent({ keepAlive: false }),
        timeout: servedWithinMs,
        headers: {
          'Content-Type': 'application/json',
          'Content-Length': String(Buffer.byteLength(tip)),
          'Idempotency-Key': randomUUID(),
        },
      },
      (answer) => {
        answer.resume();
        answer.once('end', () =>
          answer.statusCode === 201 ? resolve() : reject(new Error(`${answer.statusCode}`)),
        );
      },
    );
    outgoing.once('timeout', () => outgoing.destroy(new Error(`nothing within ${servedWithinMs} ms`)));
    outgoing.once('error', reject);
    outgoing.end(tip);
  });
}

function memoryMib(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024);
}
