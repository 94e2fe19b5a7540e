import { Hono } from 'hono';
import { StoredPhoto } from '#contract/tips.ts';
import { type HttpEnv, noStore } from '../../http/http-env.ts';
import { route } from '../../http/openapi.ts';
import { letGo } from '../../media/let-go.ts';
import type { PhotoService } from './photo.service.ts';
import { readPhotoUpload } from './photo-upload.ts';
import { createUploadGate } from './upload-gate.ts';

const uploadGateLimits = {
  uploadsMax: 200,
  /** Three photos of full size, or sixteen of a phone's usual four megabytes, or a hundred that the app made smaller. */
  bytesMax: 64 * 1024 * 1024,
};

export const createPhotoRoutes = (photos: PhotoService) => {
  const gate = createUploadGate(uploadGateLimits);
  return new Hono<HttpEnv>().use('/*', noStore).post(
    '/',
    route({
      summary: 'Send a photo ahead of its tip',
      description:
        'One JPEG, PNG, WebP, GIF (first picture) or AVIF. Kept as JPEG without any metadata; gone after a day unless a tip names its id. Takes no Authorization.',
      tag: 'photos',
      requestBody: {
        mediaType: 'multipart/form-data',
        schema: {
          type: 'object',
          required: ['photo'],
          properties: { photo: { type: 'string', format: 'binary' } },
          additionalProperties: false,
        },
      },
      answer: { status: 201, description: 'Cleaned and stored.', schema: StoredPhoto },
      problems: [
        'invalid_input',
        'upload_timeout',
        'photo_too_large',
        'unsupported_media_type',
        'photo_unreadable',
        'busy',
      ],
    }),
    async (c) => {
      const stored = await gate.admit(async (lease) => {
        await photos.assertRoom();
        const photo = await readPhotoUpload(c.req.raw, lease);
        const kept = await photos.add(photo);
        letGo(photo);
        return kept;
      });
      return c.json(stored, 201);
    },
  );
};
