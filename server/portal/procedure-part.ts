import { createFormFileRoutes } from '../features/forms/form.routes.ts';
import { createFormService, type FormService } from '../features/forms/form.service.ts';
import { createFormRoutes, createProcedureRoutes } from '../features/procedures/procedure.routes.ts';
import { createProcedureService, type ProcedureService } from '../features/procedures/procedure.service.ts';
import { createProcedureEditingRoutes } from '../features/procedures/procedure-editing.routes.ts';
import { createProcedureEditing } from '../features/procedures/procedure-editing.service.ts';
import { createPublishedProcedures } from '../features/procedures/published-procedures.ts';
import type { StaffService } from '../features/staff/staff.service.ts';
import type { Ground } from './ground.ts';
import type { PortalPart } from './portal-part.ts';

/** A link dies after five minutes; what is behind it is personal. */
const linkSweepEveryMs = 60_000;

/** Procedures and forms as they are in force: the pack's, and what editors have published over it. */
export const createProcedures = ({ pack, database, unitName, logger }: Ground): ProcedureService =>
  createProcedureService(pack, createPublishedProcedures({ connection: database.kysely, unitName, logger }));

/** The files of forms, made in a thread of its own. */
export const createForms = (ground: Ground): FormService =>
  createFormService({ ...ground, forms: ground.pack.forms });

/** What a citizen can finish at home, and those who keep it right. */
export function createProcedurePart(
  ground: Ground,
  { procedures, forms, staff }: { procedures: ProcedureService; forms: FormService; staff: StaffService },
): PortalPart {
  const editing = createProcedureEditing({
    ...ground,
    rootId: ground.pack.root.id,
    staffName: staff.nameOf,
    wakeOutbox() {
      ground.publicChanges.committed();
      ground.wakeOutbox();
    },
  });
  return {
    mount(app) {
      app
        .route('/api/procedures', createProcedureRoutes(procedures, ground.answers))
        .route(
          '/api/forms',
          createFormFileRoutes(forms).route('/', createFormRoutes(procedures, ground.answers)),
        );
    },
    mountStaff(desk) {
      desk.route('/procedures', createProcedureEditingRoutes(editing));
    },
    jobs: [{ name: 'form link sweep', everyMs: linkSweepEveryMs, work: forms.sweepLinks }],
    stop: () => forms.stop(),
  };
}
