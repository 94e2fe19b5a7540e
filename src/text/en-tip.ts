import type { TipText } from './vi-tip.ts';

const count = new Intl.NumberFormat('en');

/** The English of vi-tip.ts. */
export const tipText = {
  name: 'Report',
  stepOf: (step, steps) => `Step ${step} of ${steps}`,
  next: 'Continue',
  danger: 'A life in danger: call 113 now. Fire: call 114. Ambulance: call 115.',
  portalFailed: 'The report form could not load.',
  fixBelow: 'Please check the marked fields below.',
  discard: 'Delete this report',
  discardQuestion: 'Delete all words and photos you entered?',
  discardBody: 'This cannot be undone.',
  discardYes: 'Delete',
  discardNo: 'Keep',

  kind: {
    heading: 'What do you want to report?',
    legend: 'Kind of report',
    crime: 'A crime',
    crimeHint: 'Theft, drugs, fraud, assault…',
    feedback: 'A safety or order problem',
    feedbackHint: 'Noise, blocked pavements, traffic, fire risks…',
    petition: 'A request or suggestion',
    petitionHint: 'Cameras, patrols, improvements…',
    categoryLegend: 'Subject',
    categoryHint: 'Choose the nearest one. A wrong choice does no harm: the police will sort it.',
    groupChosen: (category) => `Chosen: ${category}`,
    examples: (examples) => `For example: ${examples.join(', ')}`,
    urgentHeading: 'Please call before you write',
    urgentBody:
      'A call is always faster than a message. You can still send a report here after you have called.',
    errorKind: 'Please choose a kind of report.',
    errorCategory: 'Please choose a subject.',
  },

  story: {
    heading: 'What happened?',
    description: 'Tell what happened',
    descriptionHint:
      'Who did what, what people and vehicles looked like, number plates. English is fine; Vietnamese is faster.',
    counter: (chars, max) => `${count.format(chars)}/${count.format(max)} characters`,
    urgent: 'This sounds like an emergency. Please call now, it is faster than writing:',
    urgentSos: 'Cannot call? Send your location',
    urgentStill: 'You can still write on and send your report here.',
    errorShort: (min) => `Please write at least ${min} characters.`,
    errorLong: (excess) => `The text is ${count.format(excess)} characters too long. Please shorten it.`,
    when: 'When did it happen?',
    whenNow: 'Just now, or still going on',
    whenAt: 'At another time',
    whenUnknown: 'I do not remember',
    whenLocal: 'Date and time',
    whenLocalHint: 'Vietnam time; roughly is enough.',
    errorTime: 'Please choose a time, or “I do not remember”.',
    errorWhen: 'Please choose date and time.',
    errorFuture: 'This time is in the future. Please choose again.',
  },

  photos: {
    heading: 'Photos (optional)',
    hint: (max) =>
      `At most ${max} photos. Place and device data are removed from them. Take photos only when it is safe.`,
    camera: 'Take a photo',
    album: 'Choose photos',
    full: (max) => `You have ${max} photos, the most there can be. Remove one to add another.`,
    photo: (number) => `Photo ${number}`,
    preparing: 'Preparing',
    waiting: 'Waiting',
    uploading: (percent) => `Uploading ${percent}%`,
    done: 'Uploaded',
    remove: (number) => `Remove photo ${number}`,
    retry: (number) => `Upload photo ${number} again`,
    retryShort: 'Upload again',
    lost: 'This photo is no longer on the phone. Please remove it and choose it again.',
    failed: 'Not uploaded.',
    unavailable:
      'The camera or the album did not open. Please use the other way, or send your report without photos.',
    tooMany: (taken) => `Only ${taken} more could be added: there is no room for others.`,
  },

  place: {
    heading: 'Where did it happen?',
    lead: 'The place decides which ward police receive your report.',
    notice:
      'Your location is sensitive personal data. It is used only to find the right ward and to help you.',
    elsewhere: 'If you are not where it happened, please type the address instead.',
    locate: 'Use my location',
    locateAgain: 'Locate again',
    locating: 'Finding your location…',
    remove: 'Remove this location',
    accuracy: (metres) => `Accurate to about ${metres}.`,
    inside: (unit) => `Location found, in the area of ${unit}.`,
    atEdge: (unit) => `Location found, close to the edge of the area. The report goes to ${unit}.`,
    nearBorder: 'This location is near a ward border. On which side did it happen?',
    nearBorderChoice: (metres) => `About ${metres} away`,
    nearBorderHere: 'On the map, the location is in this ward',
    outside: (name) =>
      name
        ? `This location is in ${name}, outside the area served here.`
        : 'This location is outside the area served here.',
    outsideTaken: (unit) =>
      `${unit} will still take your report and pass it on to whoever is in charge. In an emergency, call 113.`,
    imprecise: (metres) =>
      `The location is accurate only to about ${metres}: not enough to know the ward. Please add the address and choose the ward.`,
    unreached:
      'Location found, but the server could not be asked which ward it is in. Please choose the ward.',
    declined:
      'You have not allowed access to your location. No problem: please type the address and choose the ward.',
    unavailable: 'Your location could not be found. Please type the address and choose the ward.',
    address: 'Address or something easy to recognise',
    addressHint: 'For example: alley 12, Le Trong Tan street, by the market',
    ward: 'Ward police of the place',
    wardPlaceholder: 'Choose a ward',
    noPlace: 'No particular place',
    noPlaceHint: 'For example: fraud online or by phone',
    errorPlace: 'Please use your location, type an address, or mark that there is no particular place.',
    errorAddress: 'Please type the address or something easy to recognise.',
    errorAddressLong: (max) => `The address is longer than ${max} characters. Please shorten it.`,
    errorWard: 'Please choose the ward police of the place.',
    errorSide: 'Please choose the ward where it happened.',
  },

  sender: {
    heading: 'How do you want to send it?',
    legend: 'Sender',
    anonymous: 'Anonymously',
    anonymousHint: 'Without your name, phone number or Zalo account.',
    named: 'With my contact',
    namedHint: 'The police can call you back to ask more and to tell you the result.',
    account: 'With my Zalo account',
    accountHint: 'It appears in “My reports”; you need to keep no codes.',
    accountWhy:
      'To show this report in “My reports”, the app needs the id of your Zalo account. It does not take your name, picture or contacts.',
    signIn: 'Sign in with Zalo',
    signingIn: 'Signing in…',
    signedIn: 'Signed in. This report will appear in “My reports”.',
    accountSees:
      'The system stores the id of your Zalo account with the report, encrypted. The officer in charge sees only the name and phone number you write below (optional).',
    signInDeclined:
      'You have not agreed to sign in. No problem: send anonymously or leave your contact, as above.',
    signInUnavailable:
      'Signing in with Zalo did not work. You can try again, send anonymously or leave your contact, as above.',
    errorSignIn: 'Please sign in with Zalo, or choose another way.',
    errorSignInLost:
      'Zalo could not confirm you, so the report was not sent. Please sign in again, or choose another way.',
    errorIdentity: 'Please choose a way to send.',
    anonymousSees: 'The police see: your words, photos, the place. Not who you are.',
    anonymousRemains:
      'What remains: Zalo knows that you opened the app; your words, photos and the exact place can give you away. You can go back, remove the location and write only something nearby.',
    anonymousLaw:
      'An anonymous report is harder to answer and may not be accepted as a formal denunciation; the Law on Denunciations asks for name and address.',
    anonymousReceipt: 'After sending, you get a secret code. Only who has it can read the answer.',
    namedSees:
      'The officer in charge of the report sees your name and phone number. The duty group on Zalo does not.',
    contactName: 'Name',
    contactPhone: 'Phone number',
    contactPhoneHint: 'A Vietnamese number, for example: 0912 345 678',
    errorContact: 'Please enter your name or your phone number.',
    errorName: (max) => `The name is longer than ${max} characters.`,
    errorPhone: 'The phone number is not right. For example: 0912345678.',
  },

  check: {
    heading: 'Check before you send',
    unit: 'Goes to',
    kind: 'Kind of report',
    category: 'Subject',
    description: 'What happened',
    happened: 'Time',
    happenedUnknown: 'Not remembered',
    happenedAbout: (instant) => `About ${instant}`,
    photos: 'Photos',
    photoCount: (photos) => (photos === 0 ? 'No photos' : photos === 1 ? '1 photo' : `${photos} photos`),
    place: 'Place',
    placeNone: 'No particular place',
    placePoint: (accuracy) => `Location from the phone (${accuracy})`,
    placeAccuracy: (metres) => `accurate to about ${metres}`,
    placeAccuracyUnknown: 'accuracy unknown',
    sender: 'Sender',
    senderAnonymous: 'Anonymous',
    senderAccount: 'Your Zalo account',
    edit: 'Change',
    editOf: (line) => `Change ${line.toLowerCase()}`,
    consentHeading: 'Consent to the use of personal data',
    privacy: 'How your data is protected',
    consent: 'I have read this and I agree',
    errorConsent: 'Please read and tick your consent before sending.',
    falseReport: 'I understand that knowingly making a false report can be punished by law.',
    send: (unit) => `Send to ${unit}`,
  },

  sending: {
    waitingPhotos: (done, total) =>
      `Uploading photos (${done}/${total}). The report will be sent as soon as they are there.`,
    photosFailed: (photos) =>
      photos === 1
        ? '1 photo could not be uploaded. You can upload it again, or send the report without it.'
        : `${photos} photos could not be uploaded. You can upload them again, or send the report without them.`,
    photosUseless: (photos) =>
      `${photos === 1 ? 'One photo' : `${photos} photos`} cannot be used. Press “Change” beside Photos to choose another, or send without.`,
    withoutUseless: 'Send without',
    retryPhotos: 'Upload the photos again',
    withoutPhotos: 'Send without the missing photos',
    inProgress: 'Sending your report. Please keep this screen open…',
    proving: 'Confirming, please wait…',
    renewingPhotos: 'The photos were stored too long and are being uploaded again. Then the report is sent.',
    queued: 'Not sent yet, waiting for a connection…',
    queuedUnanswered: 'Not known whether the report arrived: the server did not answer in time…',
    queuedBusy: 'Not sent yet: the server is busy…',
    queuedBody:
      'Your report and photos are kept on this phone and sent once, by themselves, when there is a connection, also when you close the app and open it again. In an emergency, please call 113.',
    queuedAgain: 'Send now',
    queuedCancel: 'Do not send',
    waiting: (seconds) =>
      `The system is busy. The report will be sent again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
    again: 'Send again',
    busy: 'Sending…',
    cancel: 'Stop, to change it',
    failed: 'The report was not sent.',
    conflictHeading: 'A report was sent already',
    conflictBody:
      'Your earlier attempt did arrive although the phone heard no answer, and you have changed the words since. What do you want to do?',
    conflictFirst: 'Get the codes of the sent report',
    conflictNew: 'Send the changed words as a new report',
    unitChanged: 'Your location has shown the right ward. Please check who receives the report, then send.',
    consentChanged: 'The consent text has just changed. Please read it again and tick it.',
  },
} satisfies TipText;
