import type { ErrorCode } from '#contract/problem.ts';

/** What only officers are told, at the desk, which is Vietnamese alone. A new code is theirs or has to be said in English below. */
type DeskCode =
  | 'own_words'
  | 'own_proposal'
  | 'own_article'
  | 'move_not_allowed'
  | 'roster_changed'
  | 'tip_changed'
  | 'no_draft'
  | 'no_proposal'
  | 'article_moved'
  | 'article_full'
  | 'article_not_at_oa'
  | 'broadcast_done'
  | 'broadcast_not_now'
  | 'delivery_not_parked'
  | 'identity_bound'
  | 'content_changed'
  | 'broadcast_unconfirmed'
  | 'unit_not_allowed'
  | 'no_unit_above'
  | 'staff_unknown'
  | 'keys_full'
  | 'webhook_url_refused'
  | 'webhooks_full'
  | 'binding_code_unknown'
  | 'pairing_code_unknown'
  | 'precondition_required'
  | 'map_unavailable'
  | 'document_too_large'
  | 'document_refused'
  | 'document_expired';

/** What the server answers instead of a yes, by its code: its own words are Vietnamese. */
export const problemTitles = {
  invalid_input: 'Something in what you sent is not right. Please check the marked fields.',
  invalid_json: 'What was sent could not be read. Please send it again.',
  idempotency_key_invalid:
    'The mark against sending twice is missing. Please load the page again and send again.',
  unauthenticated: 'You need the secret code, or to sign in, to see this.',
  forbidden: 'You may not do this.',
  not_found: 'This was not found.',
  unit_not_found: 'This unit was not found.',
  tip_not_found: 'No report was found with this code. Please check both codes.',
  sos_not_found: 'This alert was not found. If you are still in danger, call 113 now.',
  photo_not_found: 'This photo was not found.',
  form_link_gone:
    'This link was opened already or is too old. Please go back to the app to get the file again.',
  method_not_allowed:
    'This address does not take this method. Those it takes are named in the answer’s Allow header.',
  upload_timeout: 'The photo took too long to upload. Please try again with a better connection.',
  chat_not_for_this_tip: 'Answers to this report can be read in the app only, not in a chat.',
  sos_closed: 'This alert is closed. If you are still in danger, call 113 now or send a new alert.',
  sos_dispatched:
    'Officers are on the way, so it cannot be cancelled here. If you are safe, please call the duty desk.',
  sos_full: 'This alert has been added to too often. Call the duty desk or 113.',
  already_rated: 'You have rated this answer already. Thank you.',
  reopen_limit: 'You have asked twice already. Please send a new report or call the duty desk.',
  messages_full: 'This report has too many messages. Please send a new report or call the duty desk.',
  form_not_fillable: 'This form cannot be made here. Please get the official one where it says.',
  idempotency_conflict: 'This mark was used for other words. Please send it as a new report.',
  body_too_large: 'What you sent is too large. Please shorten it and send again.',
  photo_too_large: 'The photo is too large. Please choose another or take it again.',
  unsupported_media_type: 'This kind of file is not supported.',
  photo_unreadable: 'The photo could not be read. Please take it again or choose another.',
  photo_expired: 'The photo was stored too long. Please upload it again, then send.',
  consent_outdated: 'The consent text has changed. Please read it again and agree before sending.',
  anonymous_with_contact: 'An anonymous report has no name or phone number. Please remove one of the two.',
  category_unknown: 'There is no such subject. Please choose again.',
  unit_unknown: 'There is no such unit. Please choose the ward again.',
  unit_divided: 'This ward has been divided. Please choose today’s ward where it happened.',
  location_token_invalid: 'The location could not be had from Zalo. Please try again or type the address.',
  proof_required: 'A short automatic check is needed first. Please send again; in an emergency call 113.',
  rate_limited:
    'Too many tries in a short time. Please try again in a few minutes; in an emergency call 113.',
  internal_error: 'The system has a problem. Please try again in a few minutes; in an emergency call 113.',
  zalo_unavailable: 'Zalo cannot be reached. Please try again, or choose a way without Zalo.',
  busy: 'The system is busy. Please try again in a moment; in an emergency call 113.',
  storage_unavailable:
    'The system could not store it. Please try again in a moment; in an emergency call 113.',
  photo_unavailable: 'The photo cannot be fetched now. Please try again in a moment.',
} satisfies Record<Exclude<ErrorCode, DeskCode>, string>;
