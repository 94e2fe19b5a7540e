/**
 * Every limit on how often somebody may ask, in one place. A mobile network puts thousands of phones behind one address, so an
 * address alone never refuses a tip or a message: past its limit the phone has to work for each (`proof`). What only eases sending
 * (photos, positions) may be refused for a while, because the tip goes without it. Servers on one PostgreSQL count together
 * (shared-counts.ts): one after the other nobody gets more than the limit; what reaches several servers in the same moment may get as
 * much on each, once.
 */

/** At most `max` in every stretch of `windowMs` milliseconds. */
export type Limit = { readonly max: number; readonly windowMs: number };

const tenMinutesMs = 10 * 60_000;
const hourMs = 60 * 60_000;

/** A lane whose limits by address ask for work instead of refusing. */
export type ProofLane = {
  readonly name: string;
  /** From one address (IPv6: /64) without anything to show. */
  readonly perAddress: Limit;
  /** From one network (/24, IPv6 /48): many addresses are easily had inside one. */
  readonly perNetwork: Limit;
  /** From everybody without an identity together: a botnet has many networks. */
  readonly inAll: Limit;
  /** From one signed-in person, wherever they are; past it 429, as there is somebody to tell. */
  readonly perIdentity: Limit;
};

/** A lane that says 429 past its limit, or (`slowedMs`) never refuses and lets each request past its limit wait that long first. */
export type AddressLane = {
  readonly name: string;
  readonly perAddress: Limit;
  readonly slowedMs?: number;
  /** Default `told`. `own` where the limit spares this server's processor and nothing else. */
  readonly acrossServers?: 'own' | 'told' | 'asked';
};

export const proofLanes = {
  /** 30 is more than a busy street under one address sends in ten minutes; 20 an hour is more than one person sees happen. */
  tips: {
    name: 'tips',
    perAddress: { max: 30, windowMs: tenMinutesMs },
    perNetwork: { max: 1_000, windowMs: tenMinutesMs },
    inAll: { max: 3_000, windowMs: tenMinutesMs },
    perIdentity: { max: 20, windowMs: hourMs },
  },
  /** A conversation is livelier than a tip. */
  messages: {
    name: 'messages',
    perAddress: { max: 60, windowMs: tenMinutesMs },
    perNetwork: { max: 1_000, windowMs: tenMinutesMs },
    inAll: { max: 3_000, windowMs: tenMinutesMs },
    perIdentity: { max: 60, windowMs: hourMs },
  },
} as const satisfies Record<string, ProofLane>;

export const addressLanes = {
  /** Five for each of 30 tips, and as many again for those taken back or sent twice. */
  photos: { name: 'photos', perAddress: { max: 300, windowMs: tenMinutesMs } },
  /** Each asks Zalo once; who is refused may still send a tip without an identity. */
  sessions: { name: 'sessions', perAddress: { max: 300, windowMs: tenMinutesMs } },
  /** Each asks Zalo once; who is refused types the address. */
  locations: { name: 'locations', perAddress: { max: 300, windowMs: tenMinutesMs } },
  /** Each takes 50 ms of a processor in a thread of its own; who is refused still has the blank form. */
  forms: { name: 'forms', perAddress: { max: 300, windowMs: tenMinutesMs } },
  /** Each is a row for some minutes; a station's screens share one address. */
  pairings: { name: 'pairings', perAddress: { max: 30, windowMs: tenMinutesMs } },
  /** Every two seconds while the code is shown: 40 screens at once. */
  pairingAsks: {
    name: 'pairing-asks',
    perAddress: { max: 6_000, windowMs: tenMinutesMs },
    acrossServers: 'own',
  },
  /**
   * Five alerts from one address in ten minutes may be a crowd at one fire behind one mast: the sixth waits, and is marked. Never refused:
   * the wait is shorter than any phone's patience.
   */
  sos: { name: 'sos', perAddress: { max: 5, windowMs: tenMinutesMs }, slowedMs: 1_500 },
  /** A fix every second of ten open alerts; past it they come a little later. */
  sosPositions: {
    name: 'sos-positions',
    perAddress: { max: 6_000, windowMs: tenMinutesMs },
    slowedMs: 1_000,
    acrossServers: 'own',
  },
  /** Costs microseconds: 20 a second for as long as one likes. */
  locate: { name: 'locate', perAddress: { max: 12_000, windowMs: tenMinutesMs }, acrossServers: 'own' },
} as const satisfies Record<string, AddressLane>;

/** A staff key, wherever it is used from: five a second, more than a busy desk asks for. */
export const staffKeyLimit: Limit = { max: 3_000, windowMs: tenMinutesMs };

/** Wrong receipts from one address; past it right and wrong ones get the same 429. A person mistypes a few times. */
export const wrongReceipts: Limit = { max: 20, windowMs: tenMinutesMs };

/** Wrong codes typed by one signed-in person to be bound to a member of the staff: of 2^38 codes they hit none. */
export const wrongBindingCodes: Limit = { max: 5, windowMs: tenMinutesMs };

/** Wrong codes of a browser's screen, by one credential: a person mistypes a few times. */
export const wrongPairingCodes: Limit = { max: 10, windowMs: tenMinutesMs };

/** A unit that gets more than this is under a flood, or at a great event: work grows dearer for those who have to do it. */
export const unitFlood: Limit = { max: 100, windowMs: tenMinutesMs };

/** Subjects counted per list: about 17 MB when all are in use. */
export const subjectsMax = 100_000;

/** Requests being answered at once, slow bodies included (`connectionLimits.waitingMax` of them at most). */
export const requestsInFlightMax = 3_000;
/** Besides these: alerts and what belongs to them, so that no crowd elsewhere turns one away. */
export const urgentRequestsInFlightMax = 1_000;
export const busyRetryAfterS = 2;

/** One key is one tip: its retries are not counted again, up to this many. */
export const triesPerKeyMax = 100;

/** See connections.ts. */
export const connectionLimits = {
  /** Connections whose request is not whole yet, or that are kept open for a next one. */
  waitingMax: 2_000,
  /** Of these from one address; a trusted proxy and this machine itself are not held to it. */
  waitingPerAddressMax: 500,
  /** A JSON body is at most 64 kB: what takes longer than this over any line is not sent by a phone. */
  jsonBodyMsMax: 30_000,
  /** Of answers that wait for their readers: two hundred phones on the slowest lines that fetch all procedures at once. */
  unreadBytesMax: 64 * 1024 * 1024,
} as const;

/**
 * Work asked of a phone. Node on a developer’s machine tries 2.7 million numbers a second (measured); a cheap phone, taken to be ten times
 * slower, needs 0.3 seconds for 8 puzzles of 13 bits and 4 seconds for 17 bits.
 */
export const proofCost = {
  /** Several small puzzles instead of a large one: the time for all of them varies far less. */
  puzzles: 8,
  zeroBitsMin: 13,
  zeroBitsMax: 17,
  /** From the question to the answer, a phone that was put away in between included. */
  validForMs: 5 * 60_000,
} as const;
