import { createApiReader } from '../http/api-reader.ts';
import type { PortalPart } from './portal-part.ts';

/** The API's own document, to be read by people; the document itself the app makes out of all routes. */
export function createDocsPart(): PortalPart {
  return {
    mount(app) {
      app.route('/api/docs', createApiReader('/api/openapi.json'));
    },
  };
}
