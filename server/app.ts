import { Hono } from 'hono';
import { generateSpecs } from 'hono-openapi';
import type { Logger } from 'pino';
import { answerFrame } from './http/answer-frame.ts';
import { createHealthRoutes, type ReadinessCheck } from './http/health.routes.ts';
import { type HttpEnv, noStore } from './http/http-env.ts';
import { keyGate } from './http/key-gate.ts';
import { createMetricsRoutes, type MetricsAccess } from './http/metrics.routes.ts';
import type { Metrics } from './http/metrics.ts';
import { namesOfFiles, tags } from './http/openapi.ts';
import { documentedWebhooks } from './http/openapi-webhooks.ts';
import { refuseOtherMethods } from './http/other-methods.ts';
import { notFoundHandler, problemHandler } from './http/problem-answer.ts';
import { RememberedRoutes } from './http/remembered-routes.ts';
import type { RouteLimit } from './limits/route-limits.ts';
import type { PortalPart } from './portal/portal-part.ts';
import { type FindStaff, requireStaff, type StaffEnv } from './rights/require-staff.ts';

/** What the app is made of; built in portal/. */
export type AppParts = {
  logger: Logger;
  publicUrl: string;
  /** What decides, before the routes, whether somebody asks too often. */
  limits: readonly RouteLimit[];
  /** What `/readyz` asks after. */
  checks: readonly ReadinessCheck[];
  /** What `/metrics` tells, and to whom. */
  metrics: Metrics;
  metricsAccess: MetricsAccess;
  /** In the order in which their routes are tried. */
  parts: readonly PortalPart[];
  findStaff: FindStaff;
  /** Other servers use a key that this one has not learnt yet. */
  isBehindWithKeys: () => boolean;
  /** The Mini App's page. */
  page: Hono;
};

/** Mounts the routes. Knows no rule and no table. */
export function createApp(parts: AppParts): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>({ router: new RememberedRoutes() });
  app.onError(problemHandler(parts.logger));
  app.notFound(notFoundHandler);
  app.use(parts.metrics.measure, answerFrame(parts.publicUrl));
  app.use('/api/*', keyGate(parts.isBehindWithKeys));
  app.use('/webhooks/*', keyGate(parts.isBehindWithKeys));
  for (const { method, path, guard } of parts.limits) {
    if (method) app.on(method, path, guard);
    else app.use(path, guard);
  }
  app.route('/', createHealthRoutes(parts.checks));
  app.route('/', createMetricsRoutes(parts.metrics, parts.metricsAccess));
  const staff = new Hono<StaffEnv>().use('/*', noStore, requireStaff(parts.findStaff));
  for (const part of parts.parts) {
    part.mount?.(app);
    part.mountStaff?.(staff);
  }
  app.route('/api/staff', staff);
  app.get('/api/openapi.json', async (c) => {
    const { paths, ...rest } = await generateSpecs(app, openApiOptions(parts.publicUrl), c);
    return c.json({ ...rest, paths: namesOfFiles(paths), webhooks: documentedWebhooks });
  });
  app.all(
    '/api/*',
    refuseOtherMethods(() => app.routes),
    notFoundHandler,
  );
  app.route('/', parts.page);
  return app;
}

function openApiOptions(publicUrl: string): Parameters<typeof generateSpecs>[1] {
  return {
    documentation: {
      info: {
        title: 'Zalo An ninh',
        version: '1',
        description:
          'The portal through which the people of a ward reach their police. Problems are RFC 9457, in Vietnamese for people, with a stable code for programs.',
      },
      servers: [{ url: publicUrl }],
      tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
      components: {
        securitySchemes: {
          receipt: {
            type: 'apiKey',
            in: 'header',
            name: 'Authorization',
            description: '`Receipt <secret>`: the secret that the 201 showed once.',
          },
          session: {
            type: 'http',
            scheme: 'bearer',
            description: 'The token of `POST /api/session`.',
          },
          staff: {
            type: 'http',
            scheme: 'bearer',
            description:
              'A key of a staff member (`npm run staff`, `POST /api/staff/keys`), the session of a Zalo identity that is bound to one, or that of a browser that one confirmed.',
          },
          pairing: {
            type: 'apiKey',
            in: 'header',
            name: 'Authorization',
            description: '`Pairing <secret>`: what `POST /api/pairings` showed once.',
          },
        },
      },
    },
    defaultValidationErrorResponse: false,
  };
}
