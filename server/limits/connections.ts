import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { connectionLimits } from './limit-table.ts';

export type ConnectionLimits = {
  readonly waitingMax: number;
  readonly waitingPerAddressMax: number;
  readonly jsonBodyMsMax: number;
  readonly unreadBytesMax: number;
};

/** Who is at the other end of a connection, found out once. */
type Sender = {
  readonly address: string;
  /** It stands for many. */
  readonly isShared: boolean;
  afterAnswer(): void;
};

/** Being answered on one connection at once: one, and one whose answer has arrived before we have heard that it left. */
const requestsAtOnceMax = 2;
/** How often is looked at what nobody reads. */
const unreadEveryMs = 250;

/**
 * Keeps slow and silent senders from taking the server's connections (quality 43). A connection waits while its request is not whole,
 * or while it is kept open for a next one. When too many wait, in all or from one address, the one that has waited longest is
 * closed: a new one is never turned away, and a phone, whose request is whole within moments, is hardly ever the oldest. A body
 * that takes too long is cut off; `isOwnTime` names the requests that bound their body themselves.
 *
 * Answers that are not read may hold `unreadBytesMax` of memory together; beyond it those under way for longest are closed. Requests that
 * pile up before the first is answered close their connection: no browser and no proxy sends them, and they would let one connection ask
 * for any number of answers that it never reads. Whoever hands requests on skips those whose socket is destroyed.
 *
 * `isShared` names addresses that stand for many senders; they are held to the whole alone.
 */
export function guardConnections(
  server: Server,
  options: {
    isShared(address: string): boolean;
    isOwnTime(request: IncomingMessage): boolean;
    limits?: ConnectionLimits;
  },
): void {
  const { waitingMax, waitingPerAddressMax, jsonBodyMsMax, unreadBytesMax } =
    options.limits ?? connectionLimits;
  /** Waiting longest first. */
  const waiting = new Set<Socket>();
  const waitingOf = new Map<string, Set<Socket>>();
  /** How many requests of a connection are being answered; for longest first. */
  const answered = new Map<Socket, number>();
  const looking = setInterval(() => closeUnread([...answered.keys()], unreadBytesMax), unreadEveryMs).unref();
  server.once('close', () => clearInterval(looking));

  const senders = new WeakMap<Socket, Sender>();

  function wait(socket: Socket, { address, isShared }: Sender): void {
    if (socket.destroyed) return;
    waiting.add(socket);
    if (waiting.size > waitingMax) closeOldest(waiting);
    if (isShared) return;
    const ofAddress = waitingOf.get(address) ?? new Set();
    waitingOf.set(address, ofAddress.add(socket));
    if (ofAddress.size > waitingPerAddressMax) closeOldest(ofAddress);
  }

  function stopWaiting(socket: Socket, { address, isShared }: Sender): void {
    waiting.delete(socket);
    if (isShared) return;
    const ofAddress = waitingOf.get(address);
    ofAddress?.delete(socket);
    if (ofAddress?.size === 0) waitingOf.delete(address);
  }

  function meet(socket: Socket): Sender {
    // A closed socket no longer knows its address.
    const address = socket.remoteAddress ?? '';
    const sender: Sender = {
      address,
      isShared: options.isShared(address),
      afterAnswer() {
        const left = (answered.get(socket) ?? 1) - 1;
        if (left > 0) answered.set(socket, left);
        else answered.delete(socket);
        stopWaiting(socket, sender);
        wait(socket, sender);
      },
    };
    senders.set(socket, sender);
    return sender;
  }

  server.on('connection', (socket: Socket) => {
    const sender = meet(socket);
    wait(socket, sender);
    socket.once('close', () => stopWaiting(socket, sender));
  });

  // Before the portal's own listener, which may answer at once.
  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    const sender = senders.get(socket) ?? meet(socket);
    const atOnce = (answered.get(socket) ?? 0) + 1;
    if (atOnce > requestsAtOnceMax) {
      socket.destroy();
      return;
    }
    answered.set(socket, atOnce);
    if (hasBody(request)) {
      const timer = options.isOwnTime(request)
        ? undefined
        : setTimeout(() => socket.destroy(), jsonBodyMsMax);
      request.once('end', () => stopWaiting(socket, sender));
      request.once('close', () => clearTimeout(timer));
      request.once('end', () => clearTimeout(timer));
    } else {
      stopWaiting(socket, sender);
    }
    response.on('close', sender.afterAnswer);
  });
}

function closeUnread(answered: readonly Socket[], bytesMax: number): void {
  let bytes = 0;
  for (const { writableLength } of answered) bytes += writableLength;
  for (const socket of answered) {
    if (bytes <= bytesMax) return;
    if (socket.writableLength === 0) continue;
    bytes -= socket.writableLength;
    socket.destroy();
  }
}

function closeOldest(sockets: Set<Socket>): void {
  const [oldest] = sockets;
  oldest?.destroy();
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
