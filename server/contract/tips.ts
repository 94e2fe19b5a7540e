import * as z from 'zod';
import { limits } from './limits.ts';
import { UnitName } from './portal.ts';
import { tipKinds, tipStatuses } from './vocabulary.ts';

const text = (charsMax: number) => z.string().trim().normalize('NFC').max(charsMax);

/** Where it happened: a point, an address in words, or both. */
export const Place = z
  .object({
    lat: z.number().min(-90).max(90).optional(),
    lng: z.number().min(-180).max(180).optional(),
    accuracyM: z.number().min(0).max(100_000).optional(),
    address: text(limits.addressCharsMax).optional(),
  })
  .strict()
  .superRefine((place, context) => {
    if ((place.lat === undefined) !== (place.lng === undefined)) {
      context.addIssue({
        code: 'custom',
        path: [place.lat === undefined ? 'lat' : 'lng'],
        message: 'Cần cả vĩ độ và kinh độ.',
      });
    }
    if (place.lat === undefined && !place.address) {
      context.addIssue({
        code: 'custom',
        path: ['address'],
        message: 'Cần vị trí trên bản đồ hoặc địa chỉ.',
      });
    }
  });
export type Place = z.infer<typeof Place>;

/** Vietnamese phone number: ten digits from 0, or with +84/84 in place of the 0. */
const PhoneNumber = z
  .string()
  .trim()
  .transform((value) => value.replace(/[\s.-]/g, '').replace(/^(\+?84)/, '0'))
  .pipe(z.string().regex(/^0\d{9,10}$/, 'Số điện thoại chưa đúng, ví dụ 0912345678.'));

const Contact = z
  .object({ name: text(limits.contactNameCharsMax).min(1).optional(), phone: PhoneNumber.optional() })
  .strict()
  .refine(
    (contact) => contact.name !== undefined || contact.phone !== undefined,
    'Cần họ tên hoặc số điện thoại.',
  );

/** `POST /api/tips`. */
export const NewTip = z
  .object({
    kind: z.enum(tipKinds),
    category: z.string().min(1).max(60),
    description: text(limits.descriptionCharsMax).min(limits.descriptionCharsMin),
    place: Place.nullable(),
    unitId: z.string().min(1).max(60).optional(),
    anonymous: z.boolean(),
    contact: Contact.optional(),
    photoIds: z
      .array(z.uuid())
      .max(limits.photosPerTipMax)
      .refine((ids) => new Set(ids).size === ids.length, 'Một ảnh được nêu hai lần.'),
    happenedAt: z.iso.datetime({ offset: true }).optional(),
    consentVersion: z.string().min(1).max(60),
  })
  .strict();
export type NewTip = z.infer<typeof NewTip>;

/** The 201 of a tip. The receipt is shown once; a replay of the same key computes the same one. */
export const TipReceipt = z.object({
  code: z.string(),
  receipt: z.string(),
  unit: UnitName,
  status: z.enum(tipStatuses),
  createdAt: z.iso.datetime(),
  acknowledgeBy: z.iso.datetime(),
});
export type TipReceipt = z.infer<typeof TipReceipt>;

/** What the sender sees of a tip with code and receipt. */
export const TipView = z.object({
  code: z.string(),
  kind: z.enum(tipKinds),
  category: z.object({ id: z.string(), name: z.string() }),
  unit: UnitName,
  status: z.enum(tipStatuses),
  description: z.string(),
  address: z.string().nullable(),
  photoIds: z.array(z.string()),
  createdAt: z.iso.datetime(),
  acknowledgeBy: z.iso.datetime(),
  timeline: z.array(z.object({ at: z.iso.datetime(), event: z.string(), unit: UnitName.nullable() })),
  messages: z.array(
    z.object({
      id: z.string(),
      at: z.iso.datetime(),
      from: z.enum(['citizen', 'unit']),
      text: z.string(),
      photoIds: z.array(z.string()),
    }),
  ),
});
export type TipView = z.infer<typeof TipView>;

/** `POST /api/photos`: a photo that waits, at most a day, for the tip it belongs to. */
export const StoredPhoto = z.object({
  id: z.string(),
  width: z.number(),
  height: z.number(),
  bytes: z.number(),
});
export type StoredPhoto = z.infer<typeof StoredPhoto>;
