import { type AddressInfo, connect, createServer } from 'node:net';

/** A port whose connections go on to another one, which may change: a browser learns at its start, once for all, where a name leads. */
export type Crossing = { port: number; leadTo(port: number): void };

/** Nobody listens there. */
const nowhere = 1;

export async function openCrossing(): Promise<Crossing> {
  let target = nowhere;
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    near.on('error', () => far.destroy());
    far.on('error', () => near.resetAndDestroy());
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // It stays for as long as its worker.
  server.unref();
  return {
    port: (server.address() as AddressInfo).port,
    leadTo: (port) => {
      target = port;
    },
  };
}
