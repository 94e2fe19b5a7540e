import { createFormFileRoutes } from '../features/forms/form.routes.ts';
import { createFormService } from '../features/forms/form.service.ts';
import { createFormRoutes, createProcedureRoutes } from '../features/procedures/procedure.routes.ts';
import { createProcedureService } from '../features/procedures/procedure.service.ts';
import type { Ground } from './ground.ts';
import type { PortalPart } from './portal-part.ts';

/** A link dies after five minutes; what is behind it is personal. */
const linkSweepEveryMs = 60_000;

/** What a citizen can finish at home: procedures and their forms. */
export function createProcedurePart({ pack, publicUrl, logger, now }: Ground): PortalPart {
  const procedures = createProcedureService(pack);
  const forms = createFormService({ forms: pack.forms, publicUrl, logger, now });
  return {
    mount(app) {
      app
        .route('/api/procedures', createProcedureRoutes(procedures))
        .route('/api/forms', createFormFileRoutes(forms).route('/', createFormRoutes(procedures)));
    },
    jobs: [{ name: 'form link sweep', everyMs: linkSweepEveryMs, work: async () => forms.sweepLinks() }],
    stop: () => forms.stop(),
  };
}
