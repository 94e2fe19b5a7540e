import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { connectionLimits } from './limit-table.ts';

export type ConnectionLimits = {
  readonly waitingMax: number;
  readonly waitingPerAddressMax: number;
  readonly jsonBodyMsMax: number;
};

/**
 * Keeps slow and silent senders from taking the server's connections (quality 43). A connection waits while its request is not whole,
 * or while it is kept open for a next one. When too many wait, in all or from one address, the one that has waited longest is
 * closed: a new one is never turned away, and a phone, whose request is whole within moments, is hardly ever the oldest. A body
 * that takes too long is cut off; `isOwnTime` names the requests that bound their body themselves.
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
  const { waitingMax, waitingPerAddressMax, jsonBodyMsMax } = options.limits ?? connectionLimits;
  /** Waiting longest first. */
  const waiting = new Set<Socket>();
  const waitingOf = new Map<string, Set<Socket>>();

  function wait(socket: Socket): void {
    if (socket.destroyed) return;
    waiting.add(socket);
    if (waiting.size > waitingMax) closeOldest(waiting);
    const address = socket.remoteAddress ?? '';
    if (options.isShared(address)) return;
    const ofAddress = waitingOf.get(address) ?? new Set();
    waitingOf.set(address, ofAddress.add(socket));
    if (ofAddress.size > waitingPerAddressMax) closeOldest(ofAddress);
  }

  function stopWaiting(socket: Socket, address: string): void {
    waiting.delete(socket);
    const ofAddress = waitingOf.get(address);
    ofAddress?.delete(socket);
    if (ofAddress?.size === 0) waitingOf.delete(address);
  }

  server.on('connection', (socket: Socket) => {
    // A closed socket no longer knows its address.
    const address = socket.remoteAddress ?? '';
    wait(socket);
    socket.once('close', () => stopWaiting(socket, address));
  });

  // Before the portal's own listener, which may answer at once.
  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    const address = socket.remoteAddress ?? '';
    const isWhole = () => stopWaiting(socket, address);
    if (hasBody(request)) {
      const timer = options.isOwnTime(request)
        ? undefined
        : setTimeout(() => socket.destroy(), jsonBodyMsMax);
      request.once('end', isWhole);
      request.once('close', () => clearTimeout(timer));
      request.once('end', () => clearTimeout(timer));
    } else {
      isWhole();
    }
    response.once('close', () => {
      stopWaiting(socket, address);
      wait(socket);
    });
  });
}

function closeOldest(sockets: Set<Socket>): void {
  const [oldest] = sockets;
  oldest?.destroy();
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
