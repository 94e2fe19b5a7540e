import type { Context } from 'hono';
import * as z from 'zod';
import type { Oa } from './oa.store.ts';
import type { SandboxContext } from './sandbox-context.ts';

/** What the tool API cannot do, in a sentence for the developer who asked. */
export class ToolError extends Error {
  override name = 'ToolError';
  readonly status: 400 | 404;

  constructor(status: 400 | 404, message: string) {
    super(message);
    this.status = status;
  }
}

/** JSON only: a form on some web page cannot send that to a loopback address without asking first. */
export async function readInput<Schema extends z.ZodType>(
  c: Context,
  schema: Schema,
): Promise<z.output<Schema>> {
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) {
    throw new ToolError(400, 'Content-Type must be application/json.');
  }
  const text = await c.req.text();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new ToolError(400, 'The body is not JSON.');
  }
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new ToolError(400, z.prettifyError(parsed.error));
  return parsed.data;
}

export function oaOfUnit(context: Pick<SandboxContext, 'oas'>, unitId: string | undefined): Oa {
  const oa = unitId === undefined ? undefined : context.oas.findByUnit(unitId);
  if (!oa) throw new ToolError(404, 'No such unit in the sandbox.');
  return oa;
}
