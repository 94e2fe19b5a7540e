import { createReplyTemplateRoutes } from '../features/reply-templates/reply-template.routes.ts';
import type { Ground } from './ground.ts';
import type { PortalPart } from './portal-part.ts';

/** What officers may begin their replies with. */
export function createReplyTemplatePart({ pack, findCategory }: Ground): PortalPart {
  return {
    mountStaff(desk) {
      desk.route('/templates', createReplyTemplateRoutes({ pack, findCategory }));
    },
  };
}
