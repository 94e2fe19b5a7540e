import * as z from 'zod';
import { limits } from './limits.ts';
import { Hotline, UnitName } from './portal.ts';
import { sosCloseReasons, sosEvents, sosSituations, sosStatuses, sosSteps } from './vocabulary.ts';

const text = (charsMax: number) => z.string().trim().normalize('NFC').max(charsMax);

/** As the sender typed it: a number that is not quite right may still be called, so only what is no number at all is refused. */
const CallbackPhone = z
  .string()
  .trim()
  .transform((value) => value.replace(/[\s.()-]/g, '').replace(/^(\+?84)(?=\d{9}$)/, '0'))
  .pipe(z.string().regex(/^\+?\d{3,15}$/, 'Số điện thoại chưa đúng, ví dụ 0912345678.'));

/** To say aloud on the phone and on the radio: `SOS-A1B2C3`. No secret and no key. */
const code = z.string();

const degrees = { lat: z.number().min(-90).max(90), lng: z.number().min(-180).max(180) };
const accuracyM = z.number().min(0).max(100_000);
/** When the phone measured it, by the phone's clock; one that is ahead of ours is taken for now. */
const measuredAt = z.iso.datetime({ offset: true });

/** Where the sender is: a point, words for it, or both. Degrees WGS 84, `accuracyM` the radius in metres. */
const SosPlace = z
  .object({
    lat: degrees.lat.optional(),
    lng: degrees.lng.optional(),
    accuracyM: accuracyM.optional(),
    at: measuredAt.optional(),
    address: text(limits.addressCharsMax).optional(),
  })
  .strict()
  .refine((place) => (place.lat === undefined) === (place.lng === undefined), {
    path: ['lat'],
    message: 'Cần cả vĩ độ và kinh độ.',
  });

/**
 * `POST /api/sos`. Nothing is required: an empty body is an alert of somebody about whom nothing is known, which goes to the unit at
 * the top. A point decides the unit; near a border both sides get it; without a point `unitId` does (today's or a former id; one that
 * nobody ever had is passed over). No consent, no sign-in, never proof of work.
 */
export const NewSos = z
  .object({
    unitId: z.string().min(1).max(60).nullish(),
    place: SosPlace.nullish(),
    /** Where the sender may be called back. */
    phone: CallbackPhone.nullish(),
    situation: z.enum(sosSituations).nullish(),
    text: text(limits.sosTextCharsMax).nullish(),
  })
  .strict();
export type NewSos = z.infer<typeof NewSos>;

/**
 * The 201: the alert and its forwarding are on disk. `receipt` opens it again and is shown once; the same Idempotency-Key gives the
 * same answer. `hotlines` are to be called, the best first: the duty phone now, the unit's, the unit's above.
 */
export const SosReceipt = z.object({
  id: z.string(),
  code,
  receipt: z.string(),
  unit: UnitName,
  /** Across a border that is near: they have it too. */
  otherUnits: z.array(UnitName),
  hotlines: z.array(Hotline),
  status: z.enum(sosStatuses),
  createdAt: z.iso.datetime(),
  /** From then on, unacknowledged, the call stands before all else and the alert climbs. */
  acknowledgeBy: z.iso.datetime(),
});
export type SosReceipt = z.infer<typeof SosReceipt>;

/** Where the sender is or was. */
const SosFix = z.object({
  ...degrees,
  /** Radius in metres; null: the phone did not say. */
  accuracyM: z.number().nullable(),
  at: z.iso.datetime(),
});
export type SosFix = z.infer<typeof SosFix>;

/**
 * `GET /api/sos/{id}`, and the data of every event of `GET /api/sos/{id}/events`: the whole truth as it is known now, so that whoever
 * shows the newest one shows no more than is known (promise 10). Instants are null until it happened. Also the answer of
 * `POST /api/sos/{id}/cancel`, which has no body and changes nothing the second time: the officers who have the alert are told that
 * it was taken back, and may still come.
 */
export const SosView = z.object({
  id: z.string(),
  code,
  status: z.enum(sosStatuses),
  /** Grows with everything that changes here: of two views the one with the larger number is the newer. */
  version: z.number().int(),
  situation: z.enum(sosSituations).nullable(),
  unit: UnitName,
  otherUnits: z.array(UnitName),
  hotlines: z.array(Hotline),
  createdAt: z.iso.datetime(),
  acknowledgeBy: z.iso.datetime(),
  /** When the first group of officers got it: "đã vào nhóm trực ban phường X lúc 14:03". */
  forwardedAt: z.iso.datetime().nullable(),
  /** Every unit whose officers have it in Zalo, and since when, the first first; those it climbed to included. */
  forwardedTo: z.array(z.object({ unit: UnitName, at: z.iso.datetime() })),
  /** Steps it climbed because nobody took it up. */
  climbs: z.array(z.object({ step: z.enum(sosSteps), at: z.iso.datetime() })),
  acknowledgedAt: z.iso.datetime().nullable(),
  /** Whose officer took it up; never who. */
  acknowledgedBy: UnitName.nullable(),
  dispatchedAt: z.iso.datetime().nullable(),
  closedAt: z.iso.datetime().nullable(),
  closeReason: z.enum(sosCloseReasons).nullable(),
  cancelledAt: z.iso.datetime().nullable(),
  /** The best fix we have, so that the sender sees what the officers see. */
  place: SosFix.nullable(),
  address: z.string().nullable(),
  /** What the sender may do now: cancel, send positions, add words. */
  can: z.object({ cancel: z.boolean(), sendPositions: z.boolean(), update: z.boolean() }),
});
export type SosView = z.infer<typeof SosView>;

/** `POST /api/sos/{id}/positions`, while the alert is open; the order does not matter. With an Idempotency-Key. */
export const NewSosPositions = z
  .object({
    fixes: z
      .array(z.object({ ...degrees, accuracyM: accuracyM.optional(), at: measuredAt }).strict())
      .min(1)
      .max(limits.sosFixesPerRequestMax),
  })
  .strict();
export type NewSosPositions = z.infer<typeof NewSosPositions>;

/** The 201 of positions. */
export const SentSosPositions = z.object({ status: z.enum(sosStatuses), place: SosFix });
export type SentSosPositions = z.infer<typeof SentSosPositions>;

/**
 * `POST /api/sos/{id}/updates`: what the sender adds once the alert has left (a picture button, an address, a number, words), with an
 * Idempotency-Key. What is given takes the place of what was there. Its 201 is the `SosView`.
 */
export const SosUpdate = z
  .object({
    address: text(limits.addressCharsMax).min(1).optional(),
    phone: CallbackPhone.optional(),
    situation: z.enum(sosSituations).optional(),
    text: text(limits.sosTextCharsMax).min(1).optional(),
  })
  .strict()
  .refine((update) => Object.values(update).some((value) => value !== undefined), {
    path: ['text'],
    message: 'Cần ít nhất một mục để bổ sung.',
  });
export type SosUpdate = z.infer<typeof SosUpdate>;

const Named = z.object({ id: z.string(), name: z.string() });

/**
 * An event of `GET /api/staff/events` about an alert: `sos.new` (this desk did not have it before) or `sos.changed`. Enough to sound the
 * alarm and to know that the list has to be loaded anew; never where, who, or a word. `position`: only where the sender is has changed.
 */
export const SosLiveData = z.object({
  id: z.string(),
  code,
  unitId: z.string(),
  status: z.enum(sosStatuses),
  open: z.boolean(),
  situation: z.enum(sosSituations).nullable(),
  createdAt: z.iso.datetime(),
  acknowledgeBy: z.iso.datetime(),
  version: z.number().int(),
  event: z.enum([...sosEvents, 'position']),
});
export type SosLiveData = z.infer<typeof SosLiveData>;

/** An alert as the desk's list shows it. */
const deskSosFields = {
  id: z.string(),
  code,
  status: z.enum(sosStatuses),
  /** Neither closed nor cancelled: stands on top of everything. */
  open: z.boolean(),
  version: z.number().int(),
  situation: z.enum(sosSituations).nullable(),
  unit: UnitName,
  otherUnits: z.array(UnitName),
  /** The sender's address of the network has sent more alerts than one person would: look twice. */
  flagged: z.boolean(),
  source: z.enum(['app', 'chat']),
  createdAt: z.iso.datetime(),
  acknowledgeBy: z.iso.datetime(),
  forwardedAt: z.iso.datetime().nullable(),
  /** Steps it has climbed. */
  climbs: z.array(z.object({ step: z.enum(sosSteps), at: z.iso.datetime() })),
  acknowledgedAt: z.iso.datetime().nullable(),
  acknowledgedBy: z
    .object({ unit: UnitName, staff: Named.nullable() })
    .nullable()
    .describe('`staff` is null where it was taken up by an answer in the group.'),
  dispatchedAt: z.iso.datetime().nullable(),
  closedAt: z.iso.datetime().nullable(),
  closeReason: z.enum(sosCloseReasons).nullable(),
  cancelledAt: z.iso.datetime().nullable(),
  /** The best fix. */
  place: SosFix.nullable(),
  address: z.string().nullable(),
  phone: z.string().nullable(),
  text: z.string().nullable(),
  can: z.object({ acknowledge: z.boolean(), dispatch: z.boolean(), close: z.boolean() }),
};

export const DeskSosItem = z.object(deskSosFields);
export type DeskSosItem = z.infer<typeof DeskSosItem>;

/** `GET /api/staff/sos?unit&cursor`: all that are open first, then the others, the newest first. `cursor` leads on through the others. */
export const DeskSosQuery = z.object({
  /** A unit and everything below it. */
  unit: z
    .string()
    .regex(/^[A-Za-z0-9:-]{1,60}$/, 'Mã này chưa đúng dạng.')
    .optional(),
  cursor: z.uuid('Trang này không còn. Vui lòng tải lại danh sách.').optional(),
});
export type DeskSosQuery = z.infer<typeof DeskSosQuery>;

export const DeskSosList = z.object({ items: z.array(DeskSosItem), nextCursor: z.string().nullable() });
export type DeskSosList = z.infer<typeof DeskSosList>;

/** `GET /api/staff/sos/{id}`: with where the sender went, the oldest first, and what happened. */
export const DeskSos = z.object({
  ...deskSosFields,
  positions: z.array(SosFix),
  history: z.array(
    z.object({
      sequence: z.number().int(),
      at: z.iso.datetime(),
      event: z.enum(sosEvents),
      actor: z.enum(['citizen', 'unit', 'group', 'clock', 'outbox']),
      unit: UnitName.nullable(),
      staff: Named.nullable(),
      step: z.enum(sosSteps).nullable(),
      /** What was written with it; null: nothing, or erased. */
      text: z.string().nullable(),
    }),
  ),
});
export type DeskSos = z.infer<typeof DeskSos>;

/**
 * `POST /api/staff/sos/{id}/acknowledge` has no body, `dispatch` may say who is on the way; both again change nothing. They and `close`
 * answer with the `DeskSos` after them.
 */
export const SosDispatch = z.object({ note: text(limits.reasonCharsMax).optional() }).strict();
export type SosDispatch = z.infer<typeof SosDispatch>;

/** `POST /api/staff/sos/{id}/close`. */
export const SosClose = z
  .object({ reason: z.enum(sosCloseReasons), note: text(limits.reasonCharsMax).optional() })
  .strict();
export type SosClose = z.infer<typeof SosClose>;
