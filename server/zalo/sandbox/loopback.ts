import { createMiddleware } from 'hono/factory';
import type { SandboxEnv } from './sandbox-context.ts';

const loopbackAddress = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/;

/** The sandbox is for this machine: the socket decides, whatever headers say. */
export const requireLoopback = createMiddleware<SandboxEnv>(async (c, next) => {
  const address = c.env?.incoming?.socket.remoteAddress ?? '';
  if (!loopbackAddress.test(address)) return c.text('The sandbox only answers this machine.', 403);
  await next();
});
