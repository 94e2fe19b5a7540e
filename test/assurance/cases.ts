/** A test (its file under test/ and its sentence) or a recorded run (the command that repeats it) that shows a case. */
export type Evidence =
  | { readonly kind: 'test'; readonly file: string; readonly says: string }
  | { readonly kind: 'run'; readonly command: string };

export type AssuranceCase = {
  /** What can go wrong. */
  readonly about: string;
  /** What the portal does then, with its figure. */
  readonly promise: string;
  readonly shownBy: readonly Evidence[];
  /** What of it is not shown, or not held, and why. */
  readonly open?: string;
};

export type AssuranceChapter = { readonly name: string; readonly cases: readonly AssuranceCase[] };

const test = (file: string, says: string): Evidence => ({ kind: 'test', file, says });

const run = (command: string): Evidence => ({ kind: 'run', command });

/** A drill by its name (`npm run drill -- --help`), at its full size. */
const drill = (name: string): Evidence => run(`npm run drill -- --only ${name}`);

/** What a ward's IT officer would ask, chapter by chapter, and what answers. Every test named here has to be there (tested). */
export const assuranceChapters: readonly AssuranceChapter[] = [
  {
    name: 'Nothing lost, nothing doubled',
    cases: [
      {
        about: 'The server is killed (kill -9) while tips with photos come in',
        promise: 'No acknowledged tip is missing, none stands twice, text and photos agree.',
        shownBy: [
          test('server/tips/crash.store.test.ts', 'loses none that was acknowledged, and doubles none'),
          test('server/sos/sos-keeping.store.test.ts', 'is every alert that was answered'),
          test('server/webhooks/webhook-crash.store.test.ts', 'has lost none that it answered with 200'),
          drill('kill'),
        ],
      },
      {
        about: 'The phone sends the same tip again and again',
        promise: 'One key is one tip with equal answers; the same key with another body is 409.',
        shownBy: [
          test(
            'server/tips/submit-tip.store.test.ts',
            'fifty times with the same key is one tip, one text and one receipt',
          ),
          test(
            'server/tips/submit-tip.store.test.ts',
            'with another body under the same key is a conflict, and the first tip stays',
          ),
          test('server/limits/tip-limits.test.ts', 'a replay is known after a restart too'),
        ],
      },
      {
        about: 'Several tips or uploads reach for the same photos at once',
        promise: 'One gets them all, nobody gets half, no lock error.',
        shownBy: [
          test(
            'server/photos/photo.store.test.ts',
            'of twenty tips that claim the same two photos at once, in either order, one gets both',
          ),
          test(
            'server/photos/photo.store.test.ts',
            'a tip and the sweep that reach for the same photo do not both get it',
          ),
        ],
      },
      {
        about: 'The disk is full or read-only, the database is locked or restarts',
        promise:
          'An honest 503 with a time to come back and no half tip; /readyz names it, and warns below 2 GiB; all goes on by itself.',
        shownBy: [
          test(
            'server/db/database.store.test.ts',
            'on a full disk every transaction that shared the commit says so, and the store works again once there is room',
          ),
          test(
            'server/db/database.store.test.ts',
            'a connection that is lost in the middle of a transaction costs that transaction, not the server',
          ),
          test(
            'server/media/photo-store.test.ts',
            'a folder that takes no files is a place that may be there again in a moment, not a fault of ours',
          ),
          drill('disk-full'),
          drill('read-only-disk'),
          drill('database-locked'),
          drill('database-restart'),
        ],
        open: 'A file system that turns read-only under the open SQLite file: only the photos’ folder was turned. While another program holds the lock of the SQLite file, the server stands still for five seconds at a time.',
      },
      {
        about: 'Zalo is away, slow, refuses, or loses its answers',
        promise:
          'Every message goes out in order afterwards, once where Zalo can be read back; an alert never waits behind news.',
        shownBy: [
          test(
            'server/tips/forward-tip.store.test.ts',
            'finds a message whose answer was lost instead of sending it twice',
          ),
          test('server/tips/forward-tip.store.test.ts', 'one ward’s trouble holds up no other ward'),
          test(
            'server/outbox/outbox.store.test.ts',
            'gives only the head of each stream, SOS before everything',
          ),
          test('server/outbox/outbox.store.test.ts', 'several servers send each message once'),
          test(
            'server/sos/forward-sos.store.test.ts',
            'with Zalo off the sender reads “stored”, the desk has it',
          ),
          drill('zalo-day'),
          drill('zalo-slow'),
        ],
        open: 'A renewal of tokens whose answer Zalo loses costs the OA its connection, since a refresh token is good once: the drill counts such OAs and lets an administrator consent anew, whereupon all that waited goes out.',
      },
      {
        about: 'Zalo’s webhook comes in a burst, doubled, shuffled',
        promise: 'Stored before it is answered; each event takes effect once.',
        shownBy: [
          test(
            'server/webhooks/webhook-events.store.test.ts',
            'in a burst of a thousand, doubled and shuffled, takes effect once each, whichever of two servers works',
          ),
          test(
            'server/webhooks/webhook-routes.store.test.ts',
            'in a burst of a thousand, doubled and shuffled, is answered in time and taken once',
          ),
        ],
      },
      {
        about: 'The portal is renewed over a store with data in it',
        promise:
          'Each migration keeps what is there; several servers that start at once agree on one schema.',
        shownBy: [
          test('server/db/database.store.test.ts', 'several servers that start at once agree on one schema'),
        ],
        open: 'There is no released version yet, so no store of one to upgrade from.',
      },
      {
        about: 'An hour of load (a tip with a photo three times a second), and whether memory grows',
        promise: '95% under a second, no errors, memory flat within 10%.',
        shownBy: [
          test('scripts/soak-rules.test.ts', 'that fills its caches first and is even afterwards holds'),
          run('npm run soak -- --tips 1 --megapixels 2 --readings 10'),
        ],
        open: 'The recorded hour was run beside seven other programs on two cores (the load average stands with it), at a third of the rate: what it shows is memory and handles, not waits. The whole load (npm run soak, and npm run soak -- --minutes 5) wants a machine of its own.',
      },
      {
        about: 'A store in which a million tips lie, and as many articles',
        promise:
          'What is asked all the time takes at most 1.3 times the time of a thousand tips; a start, a round of erasing and a report keep nobody else waiting for 200 ms.',
        shownBy: [
          test(
            'server/db/query-plans.store.test.ts',
            'what is asked all the time is looked up, never searched for through everything',
          ),
          test(
            'server/db/query-plans.store.test.ts',
            'what is over is found in indexes of exactly that, not among all that was kept and is not over',
          ),
          run('npm run bench -- growth --rows 1000,1000000 --engines sqlite'),
          run('npm run bench -- upkeep'),
        ],
        open: 'The beginning of a code finds more in a larger store and takes longer for it (two letters of a million tips: a full page, 4 ms of the processor instead of 0.6 for one tip), and reports take what came in their period. Measured on SQLite beside other programs: the processor’s time counts, waits do not. On PostgreSQL the step from 1,000 to 100,000 was measured (docs/growth.md).',
      },
      {
        about: 'A backup is taken while people write',
        promise: 'Restored into an empty place it has the same rows and photos, by digests; damage is named.',
        shownBy: [
          test(
            'server/backup/backup.store.test.ts',
            'is refused as damaged, with the file’s name, when one byte of a table or a photo has changed',
          ),
          test('server/backup/backup.store.test.ts', 'goes into no store that holds something'),
          drill('backup-under-load'),
        ],
      },
      {
        about: 'A renewal of an OA’s tokens is lost, doubled, or cut off by a crash',
        promise: 'The OA works or says that it needs a new consent; no refresh token is ever used twice.',
        shownBy: [
          test(
            'server/zalo/oa-tokens.store.test.ts',
            'two servers that all need an expired token renew it exactly once',
          ),
          test(
            'server/zalo/oa-tokens.store.test.ts',
            'a server that dies between the answer and the disk costs the connection, not more',
          ),
        ],
      },
    ],
  },
  {
    name: 'The right unit, in time',
    cases: [
      {
        about: 'A place lies near or on a border, in a hole, outside, or is a poor fix',
        promise: 'The ward is right away from borders; near them the person is asked.',
        shownBy: [
          test('server/units/locate.test.ts', 'a fix that may be wrong by 200 m is asked about up to 200 m'),
          test(
            'server/tips/right-ward.store.test.ts',
            'reaches the group of the ward it happened in, for every ward',
          ),
        ],
      },
      {
        about: 'Ten thousand places, reckoned by somebody else',
        promise: 'The same ward, question and candidates as an independent reckoning gives.',
        shownBy: [
          test(
            'server/units/locate-independent.test.ts',
            '10,000 random points in and around %s get the ward, the question and the candidates an independent reckoning gives',
          ),
        ],
      },
      {
        about: 'A ward was merged, divided or renamed',
        promise: 'Old ids land with their heirs; new tips go there.',
        shownBy: [
          test('server/content/packs.test.ts', 'lets every one of the eighteen old ids land on its heirs'),
          test('server/units/choose-unit.test.ts', 'goes to the one heir of a former unit'),
        ],
      },
      {
        about: 'Somebody tries a move that the table of moves does not have',
        promise: 'Refused for every role in every status, without effect.',
        shownBy: [
          test(
            'server/staff/desk-moves.store.test.ts',
            'that the table does not have is refused to every role in every status, and changes nothing',
          ),
          test(
            'server/tips/tip-moves.test.ts',
            'never lets the sender do what is the unit’s to do, or the other way round',
          ),
        ],
      },
      {
        about: 'Nobody takes a tip up',
        promise:
          'Group after 10 minutes, commander after 15, unit above after 20: each once, with two servers and over restarts and jumps of the clock.',
        shownBy: [
          test(
            'server/clocks/clocks.store.test.ts',
            'is told of in the unit’s group, to its commander and to the unit above, each once',
          ),
          test(
            'server/clocks/clocks.store.test.ts',
            'is told of once, not three times in a row, after the clock jumped ahead; a clock set back repeats nothing',
          ),
          test(
            'server/clocks/clock-rules.test.ts',
            'gives a shorter category every step sooner, in the same order, across midnights, month ends and leap days',
          ),
          drill('clock-jump'),
          drill('clocks-many'),
        ],
      },
      {
        about: 'An alert while much else waits; a press that was none; a place that is refused',
        promise:
          'In the SOS group within a second past 500 messages; taken back it sends nothing; pressed twice it is one; without a place it goes to the ward all the same.',
        shownBy: [
          test(
            'server/sos/sos-speed.store.test.ts',
            'an alert is in the ward’s SOS group within a second while 500 other messages wait and Zalo is slow to other OAs',
          ),
          test(
            'e2e/sos-alert.test.ts',
            'is one alert, also after a lost answer, presses in fear and a reload',
          ),
          test(
            'e2e/sos-alert.test.ts',
            'the alert leaves for the person’s ward, and the address can be written',
          ),
        ],
        open: 'The time on a phone’s own line, and how good its fix is, was not measured on phones.',
      },
      {
        about: 'A period of the law begins or ends at a month’s end, at Tết, in another time zone',
        promise: 'Right to the second by the calendar of Việt Nam.',
        shownBy: [
          test(
            'server/tips/tip-law.test.ts',
            'end 20 days on by the calendar of Việt Nam, at the day’s last second, whatever the instant',
          ),
        ],
        open: 'The periods run in calendar days as the law has them; nothing of the portal counts working days, so Tết changes none.',
      },
      {
        about: 'An alert (SOS)',
        promise:
          'Is taken whatever little is known, goes to both sides of a border, climbs each minute, and is one whatever is pressed twice.',
        shownBy: [
          test(
            'server/sos/send-sos.store.test.ts',
            'is one, whatever is pressed twice, retried after a lost answer or sent 50 times at once',
          ),
          test(
            'server/sos/send-sos.store.test.ts',
            'is taken whatever little is known, and told to the unit at the top when nothing is',
          ),
          test(
            'server/sos/sos-climbing.store.test.ts',
            'climbs to the commander, the unit above and everybody else, a minute each and each once',
          ),
        ],
      },
    ],
  },
  {
    name: 'Receipts and privacy',
    cases: [
      {
        about: 'Somebody guesses receipts',
        promise:
          '120 bits from a keyed source, kept as a digest; wrong, expired and malformed ones get one answer; blocked after twenty.',
        shownBy: [
          test(
            'server/secrets/secrets.test.ts',
            'the same key gives the same receipt, of 120 bits in groups of four',
          ),
          test(
            'server/limits/tip-limits.test.ts',
            'after twenty from one address right and wrong ones get the same answer',
          ),
          test(
            'server/limits/shared-limits.store.test.ts',
            'count guesses of receipts together, know each other’s sessions',
          ),
        ],
      },
      {
        about: 'Keys are changed while the portal runs',
        promise:
          'All of before opens, is sealed anew, and the old key may go; nothing is lost or doubled meanwhile.',
        shownBy: [
          test(
            'server/keys/keys.store.test.ts',
            'is taken up by a running portal; all of before opens, is found, and is sealed anew; the old key may go',
          ),
          test('server/keys/keys.store.test.ts', 'lies under every sealed column: none is forgotten'),
          test(
            'server/keys/keys.store.test.ts',
            'needs the one before until every kind was looked through, those included that nobody has begun with',
          ),
          test(
            'server/doctor/doctor.store.test.ts',
            'says after a change of keys how far what lies under older ones is sealed anew',
          ),
        ],
      },
      {
        about: 'A name, a phone or a receipt in a log, an address, a figure',
        promise: 'Every byte that the servers of the test suite log or answer is searched for marked data.',
        shownBy: [
          test(
            'scripts/recorded-search.test.ts',
            'a name, a phone, a sentence or a receipt in what a server said is found, with file and line',
          ),
        ],
      },
      {
        about: 'A tip’s page in caches, previews, referrers, search engines',
        promise: 'No store, no referrer, and the receipt is never in an address.',
        shownBy: [
          test(
            'server/http/security-headers.test.ts',
            'tells the browser not to guess, frame, refer or run what is not ours',
          ),
          test(
            'server/tips/tip-photos.store.test.ts',
            'are with what they came with, and come back as clean JPEG in two sizes, kept by nobody on the way',
          ),
        ],
      },
      {
        about: 'A nameless tip',
        promise: 'No row, file or log line holds its sender’s network address or Zalo id.',
        shownBy: [
          test(
            'server/tips/anonymous-tip.store.test.ts',
            'leaves nothing of its sender in any table, file or line of the log',
          ),
          test('server/limits/tip-limits.test.ts', 'no address is in the log'),
        ],
      },
      {
        about: 'The disk is stolen',
        promise: 'Words, names, contacts, tokens and photos are sealed; coordinates stay plain by decision.',
        shownBy: [
          test(
            'server/tips/submit-tip.store.test.ts',
            'what a person wrote and who they are cannot be read from the store or the log',
          ),
          test('server/zalo/oa-connection.store.test.ts', 'a connected OA is read as it was stored'),
          test('server/backup/backup.store.test.ts', 'holds no word that was sealed in the store'),
        ],
      },
      {
        about: 'Periods of keeping are over, or a person asks to be forgotten',
        promise:
          'Words, photos, contacts, places and ids go from every table, file and queue; a chained record of the erasure stays; histories and reports stay whole.',
        shownBy: [
          test(
            'server/retention/retention.store.test.ts',
            'goes from tables, files and queue when its time has come; reports and histories stay as they were',
          ),
          test(
            'server/citizens/erase-me.store.test.ts',
            'leaves nothing of me in any table, file or line of the log',
          ),
          test(
            'server/webhooks/revoke-consent.store.test.ts',
            'is in no table, file, queue or line of the log any more',
          ),
          test(
            'server/citizens/erase-together.store.test.ts',
            'who asks to be erased while Zalo tells that they took back their consent is erased, and neither waits for the other for ever',
          ),
        ],
      },
      {
        about: 'What phones hide in photos',
        promise:
          'GPS, maker notes, thumbnails, XMP, IPTC and trailing bytes are in no byte that a screen can fetch; what cannot be read is refused.',
        shownBy: [
          test(
            'server/media/clean-photo.test.ts',
            'the thumbnail that the phone embedded is not in the cleaned photo',
          ),
          test(
            'server/photos/upload-photo.test.ts',
            'is answered with its id and size, and lies there without anything the phone had hidden',
          ),
        ],
        open: 'Judged by exifr and by a reader of JPEG segments of the tests, not by exiftool and mat2.',
      },
    ],
  },
  {
    name: 'Who may see what',
    cases: [
      {
        about:
          'Every operation, tried by nobody, another citizen, another ward, a lower role, a disabled account',
        promise:
          '401, 403 or 404 in equal words; never data; generated from the OpenAPI document, so that a new one cannot be forgotten.',
        shownBy: [
          test('server/staff/staff-access.store.test.ts', 'are all expected, and each is for somebody'),
          test(
            'server/staff/staff-access.store.test.ts',
            'say of a tip out of reach what they say of one that is not there',
          ),
          test(
            'server/tips/tip-access.store.test.ts',
            'hears of another’s tip what they hear of a tip that is not there',
          ),
        ],
      },
      {
        about: 'A restricted tip',
        promise: 'In no group, list, count, export or event of those who may not know of it.',
        shownBy: [
          test(
            'server/tips/submit-tip.store.test.ts',
            'a restricted tip shows nothing of itself in any group',
          ),
          test(
            'server/reports/reports.store.test.ts',
            'counts nothing of a complaint about officers for the unit complained about',
          ),
          test(
            'server/staff/staff-events.store.test.ts',
            'reach whom the lists show the tip, and nobody else learns that there is one',
          ),
        ],
      },
      {
        about: 'A tip is handed up or over, and those who had it',
        promise:
          'The unit above sees it once it is theirs; whoever may no longer see it is told that it is gone, and not what became of it.',
        shownBy: [
          test(
            'server/staff/staff-events.store.test.ts',
            'tell both sides of a transfer, and who may no longer see a tip that it is gone',
          ),
          test(
            'server/staff/desk-handover.store.test.ts',
            'that turns out to be about officers goes up, and those below no longer know of it',
          ),
        ],
      },
      {
        about: 'A link to a photo or a filled form is passed on',
        promise:
          'A photo opens for whoever may see its tip now, by their own key, never by a link; a form’s link opens once, within five minutes, and the store keeps nothing that opens it.',
        shownBy: [
          test(
            'server/tips/tip-photos.store.test.ts',
            'of another tip, waiting ones and unknown ones are one and the same answer',
          ),
          test(
            'server/forms/form-links.store.test.ts',
            'is made by one and fetched from the other, once; the store cannot be read without it',
          ),
        ],
      },
      {
        about: 'Somebody approves their own words',
        promise: 'Nobody does, not even a chief.',
        shownBy: [
          test(
            'server/staff/desk-conflicts.store.test.ts',
            'are two when a reply goes out: nobody approves their own words, a chief neither',
          ),
          test(
            'server/news/news.store.test.ts',
            'needs a commander of the unit or above who wrote nothing of it',
          ),
        ],
      },
      {
        about: 'A history is altered afterwards',
        promise: 'The audit names the entry.',
        shownBy: [
          test(
            'server/tips/tip-history.store.test.ts',
            'names the entry that was changed, whatever was changed of it',
          ),
          test(
            'server/sos/sos-keeping.store.test.ts',
            'cannot be altered unseen: a status, an instant, a word, a missing end',
          ),
          test(
            'server/news/news-history.store.test.ts',
            'holds together, and shows what was changed, moved or cut off',
          ),
        ],
      },
      {
        about: 'Staff sessions and keys',
        promise: 'Shown once, kept as digests, dated, ended at once with their owner.',
        shownBy: [
          test(
            'server/staff/staff-keys.store.test.ts',
            'is shown once and nowhere kept; the list says when it was made, ends and was last used',
          ),
          test(
            'server/staff/browser-pairing.store.test.ts',
            'ends at once, with its open stream, when it is closed or its owner disabled',
          ),
          test(
            'server/staff/staff-binding.store.test.ts',
            'cannot be guessed: after five wrong codes right and wrong ones alike have to wait',
          ),
        ],
      },
    ],
  },
  {
    name: 'Bad input',
    cases: [
      {
        about: 'Every operation is asked nonsense by everybody',
        promise:
          'No 5xx but a 503 that says when to come again, every answer as the OpenAPI document says, no word of another’s to a stranger.',
        shownBy: [
          test(
            'server/openapi.store.test.ts',
            'is answered as it says when nobody, a citizen or any of the staff ask nonsense, and no stranger reads what is another’s',
          ),
          test(
            'server/openapi-answers.test.ts',
            'an answer that is not as the OpenAPI document says is noticed',
          ),
          { kind: 'run', command: 'npm run fuzz' },
        ],
      },
      {
        about: 'Bombs: huge pictures, endless streams, dripping phones, deep JSON',
        promise: 'Refused early with a word; others are served meanwhile.',
        shownBy: [
          test(
            'server/photos/upload-photo.test.ts',
            'over a real connection the sender of a gigabyte hears why, and others are served meanwhile',
          ),
          test(
            'server/media/photo-worker.test.ts',
            'a photo that takes too much memory ends its worker, not the service',
          ),
          test(
            'server/limits/connections.test.ts',
            'of JSON are refused beyond 64 kB, whether they say their length or not',
          ),
          test(
            'server/news/news-hostile.store.test.ts',
            'is refused where it is too large, and is read in no time up to there, whatever it nests',
          ),
        ],
      },
      {
        about:
          'Files that are not what they say: SVG, HTML, PDF or programs under another name, two things at once, odd names',
        promise:
          'Judged by their bytes; refused, or re-encoded so that a screen gets the picture alone, under a type that no browser doubts.',
        shownBy: [
          test(
            'server/photos/type-tricks.test.ts',
            'are refused where they are no picture, under any name and type',
          ),
          test(
            'server/photos/type-tricks.test.ts',
            'reach a screen as the picture alone, which no browser takes for anything else',
          ),
          test(
            'server/photos/type-tricks.test.ts',
            'have no say in where or under which name anything lies, whatever they are called',
          ),
          test(
            'server/news/news-attachments.store.test.ts',
            'are refused when they would do more than show pages, are too large, or are not what they say',
          ),
          test(
            'server/photos/upload-photo.test.ts',
            'is judged by its bytes: a wrong name, type or two extensions change nothing',
          ),
          test('server/media/hostile-photo.test.ts', 'a JPEG with a web page behind it'),
        ],
      },
      {
        about:
          'JSON and XML that play tricks: __proto__, keys twice, numbers beyond 2^53, nested 100,000 deep, entities',
        promise: 'Refused as what it is; nothing reads XML; long ids of Zalo stay as they were written.',
        shownBy: [
          test(
            'server/http/hostile-json.test.ts',
            'bodies that play tricks on readers of JSON and XML are refused, or read as nothing but what they say',
          ),
          test(
            'server/webhooks/webhook-json.store.test.ts',
            'what Zalo signed and no reader of JSON likes, on $engine',
          ),
        ],
      },
      {
        about: 'The picture library is attacked',
        promise: 'It decodes in a child process with limits; its death is an error, not an outage.',
        shownBy: [
          test(
            'server/media/photo-worker.test.ts',
            'a worker killed in the middle costs that photo, and the next one is cleaned',
          ),
        ],
        open: 'The decoder itself (libvips inside sharp) was not fuzzed for hours.',
      },
      {
        about: 'Scripts in every text, through every exit',
        promise: 'Harmless on screens, in CSV and XLSX cells, PDFs, feeds, OA articles and groups.',
        shownBy: [
          test(
            'server/news/news-hostile.store.test.ts',
            'is harmless in the app, in both feeds and at the OA',
          ),
          test('server/reports/report-rules.test.ts', 'never begins a formula, whatever it holds'),
          test('server/tips/tip-message.test.ts', 'no text at all leaves a mention behind'),
          test('e2e/security-headers.test.ts', 'stops a script and a picture that somebody smuggled into it'),
        ],
      },
      {
        about:
          'Vietnamese typed in every way: composed or not, old and new tone marks, none at all, mixed case',
        promise: 'Found all the same, and shown as it was written.',
        shownBy: [
          test(
            'server/contract/vietnamese-text.test.ts',
            'a text is found without marks, whichever way these were typed',
          ),
          test(
            'server/contract/vietnamese-text.test.ts',
            'the old and the new place of the tone are the same word',
          ),
        ],
      },
      {
        about: 'Requests that nobody foresaw',
        promise:
          'Nonsense made from the OpenAPI document gets a problem that the document names, never a 5xx.',
        shownBy: [test('server/openapi.store.test.ts', 'every operation of the OpenAPI document')],
      },
      {
        about: 'Forged webhooks',
        promise: 'One byte changed, another key, another formula, too old, replayed: no effect.',
        shownBy: [
          test(
            'server/webhooks/webhook-events.store.test.ts',
            'has no effect with one byte changed, another key, another formula, another app, or unsigned',
          ),
        ],
      },
      {
        about: 'The server is made to call addresses inside',
        promise:
          'Addresses that others give us lead only to public ones, checked and then used as checked; no redirect is followed.',
        shownBy: [
          test(
            'server/outgoing/pinned-post.test.ts',
            'goes to the address that was checked, whatever its name stands for a moment later',
          ),
          test(
            'server/outgoing/public-address.test.ts',
            'is refused in every IPv6 form that carries an IPv4 of anybody’s choice',
          ),
        ],
      },
    ],
  },
  {
    name: 'Floods and abuse',
    cases: [
      {
        about: 'One sender with many connections, ports, /64s, forged headers, wards, servers',
        promise: 'Is one sender; has to work from the 31st tip in ten minutes on.',
        shownBy: [
          drill('senders-many'),
          test(
            'server/limits/tip-limits.test.ts',
            'from the 31st in ten minutes on, one address has to work for each',
          ),
          test('server/limits/tip-limits.test.ts', 'an IPv6 sender is its /64, whatever it puts behind it'),
          test('server/limits/tip-limits.test.ts', 'many wards are no way round it'),
          test('server/limits/shared-limits.store.test.ts', 'let through together what one would'),
        ],
      },
      {
        about: 'A sender without an identity who has to work, and alerts in a flood',
        promise:
          'The work is good once and for five minutes; an alert is answered later, never refused, and no other request turns it away.',
        shownBy: [
          test('server/limits/tip-limits.test.ts', 'a solution that was changed in anything counts as none'),
          test('server/limits/tip-limits.test.ts', 'a solution is good for five minutes'),
          test('server/limits/sos-limits.test.ts', 'no number of other requests turns an alert away'),
        ],
      },
      {
        about: '700 robot tips in ten minutes',
        promise: 'A real one in the middle stands by itself within a minute; the rest are digests.',
        shownBy: [
          test(
            'server/tips/flood.store.test.ts',
            'of 700 in ten minutes hides no real one: it stands by itself within a minute, the rest in digests',
          ),
        ],
      },
      {
        about: 'Slow headers, bodies and readers by the thousand',
        promise: 'Others are served.',
        shownBy: [
          test('server/limits/connections.test.ts', 'that wait are bounded: a new one is served'),
          test(
            'server/http/event-stream.test.ts',
            'lets go of who left, of who reads too slowly, and of nobody else',
          ),
          drill('slow-clients'),
        ],
        open: 'The full size held on two cores that many others wanted while it went before them (nice -5); at equal rank 3 of 98 people under “slow photo” were not served within five seconds: what they lacked was the processor.',
      },
    ],
  },
  {
    name: 'Running it',
    cases: [
      {
        about: 'Something goes wrong at night',
        promise:
          '/readyz names it, Prometheus figures have an alert and what to do for each (docs/alerts.md), npm run doctor says what is wrong and what to do; none of them names a person, a code or a place.',
        shownBy: [
          test(
            'server/http/metrics.store.test.ts',
            'tell what waits, since when, and who has not been answered',
          ),
          test(
            'server/http/metrics.store.test.ts',
            'hold no code, no id, no place, and do not grow with what people ask for',
          ),
          test(
            'server/doctor/doctor.store.test.ts',
            'sees that the keys are not those of the store, a lost OA and an alert that nobody tries any more',
          ),
          test(
            'server/oas/oas.store.test.ts',
            'go from connected to expiring, to needing a new consent, and back',
          ),
        ],
      },
      {
        about: 'Several servers work on one PostgreSQL and one bucket',
        promise:
          'Each message goes once, limits and sessions hold across them, what one takes the others show; a server more or less changes nothing.',
        shownBy: [
          test('server/outbox/outbox.store.test.ts', 'several servers send each message once'),
          test('server/limits/shared-limits.store.test.ts', 'let through together what one would'),
          test(
            'server/photos/photos-in-bucket.store.test.ts',
            'one server takes a photo, another shows it, the group gets it, and the store down is said everywhere',
          ),
        ],
        open: 'The bucket is s3rver, not Amazon’s or MinIO’s; all servers of a test are on one machine.',
      },
      {
        about: 'It is set up in containers',
        promise:
          'Files, keys, ports, limits and commands are those that the program has; no secret is in them.',
        shownBy: [
          test(
            'architecture/containers.test.ts',
            'names keys of the configuration and no others, and with its secrets the portal starts as in production',
          ),
          test(
            'architecture/containers.test.ts',
            'gives no secret as a value, and every secret, volume and network that is named is there',
          ),
        ],
        open: 'Images could not be pulled where this was made: the set was read and compared, not run.',
      },
    ],
  },
  {
    name: 'Supply, shipping, access',
    cases: [
      {
        about: 'Somebody changes a rule of locating, deadlines, moves or rights by mistake',
        promise: 'The unit tests notice at least 80 of 100 such changes in each of these modules.',
        shownBy: [run('npm run mutate')],
      },
      {
        about: 'Headers and policies of the web build',
        promise: 'A strict policy that every screen keeps, and Zalo’s origins alone may call.',
        shownBy: [
          test(
            'server/http/security-headers.test.ts',
            'tells the browser not to guess, frame, refer or run what is not ours',
          ),
          test(
            'e2e/security-headers.test.ts',
            'lets every screen do all that it does, and its service worker too',
          ),
          test('server/openapi.store.test.ts', 'lets Zalo’s own origins call, and no other site'),
        ],
        open: 'Styles may be inline, since components of zmp-ui write style attributes.',
      },
      {
        about:
          'A part of what the program is built on is bad, changed on its way, or under terms that do not fit',
        promise:
          'Exact versions with digests; licences on a list; no script runs when it is installed but those decided on; npm run sbom lists every part.',
        shownBy: [
          test(
            'architecture/supply.test.ts',
            'has a digest for every package that this system installs, and comes from no address of somebody’s own',
          ),
          test('architecture/supply.test.ts', 'is under licences that let a ward run, change and hand it on'),
          test(
            'architecture/supply.test.ts',
            'runs no script when it is installed but those that were decided on',
          ),
          test('architecture/supply.test.ts', 'is listed part by part, alike each time, by npm run sbom'),
        ],
        open: 'Whether a version is known to be vulnerable: npm audit asks the registry for that, which a CI with a network adds; it was not run for this page. 23 optional packages for other systems, all of tools, have no digest in the lockfile, since npm gives none of them here. No outside audit was made.',
      },
      {
        about: 'A key, a token or a password lies in the source',
        promise:
          'Every file of the tree is searched; those three places that look like one are named, with why.',
        shownBy: [
          test('architecture/supply.test.ts', 'lie in no file of the tree'),
          test('architecture/supply.test.ts', 'of every kind are seen where they lie in a text'),
        ],
      },
      {
        about: 'People who see badly, or use keyboard or screen reader',
        promise: 'No violation of WCAG 2.2 AA that axe finds, no target under 44 px.',
        shownBy: [
          test('e2e/accessibility.test.ts', 'every screen of a tip is readable and within reach'),
          test(
            'e2e/accessibility.test.ts',
            'one’s own tips, channels, units and links are readable and within reach',
          ),
        ],
      },
    ],
  },
];
