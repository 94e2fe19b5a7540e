import type { OaPerson } from './people.store.ts';

/** Bodies of the OA webhook: 1-1 chats, follows and GMF groups. Instants are milliseconds as text. */
export type WebhookBody = Readonly<Record<string, unknown>> & {
  readonly app_id: string;
  readonly timestamp: string;
};

type Where = { readonly appId: string; readonly oaId: string; readonly at: Date };

const milliseconds = (at: Date): string => String(at.getTime());

/** A citizen wrote to the OA: the OA is the recipient. */
export function userMessageBody(
  { appId, oaId, at }: Where,
  eventName: string,
  person: OaPerson,
  message: object,
): WebhookBody {
  return {
    app_id: appId,
    sender: { id: person.userId },
    user_id_by_app: person.appUserId,
    recipient: { id: oaId },
    event_name: eventName,
    message,
    timestamp: milliseconds(at),
  };
}

/** A member wrote in a group: the group is the recipient, the OA stands at the top. */
export function groupMessageBody(
  { appId, oaId, at }: Where,
  eventName: string,
  person: OaPerson,
  groupId: string,
  message: object,
): WebhookBody {
  return {
    app_id: appId,
    oa_id: oaId,
    sender: { id: person.userId },
    recipient: { id: groupId },
    user_id_by_app: person.appUserId,
    event_name: eventName,
    message,
    timestamp: milliseconds(at),
  };
}

/** The echo of what the OA sent itself, through the API as well; `admin_id` names the person who wrote it. */
export function oaMessageBody(
  { appId, oaId, at, adminId }: Where & { readonly adminId?: string },
  kind: string,
  to: { readonly groupId: string } | { readonly userId: string },
  message: object,
): WebhookBody {
  const isGroup = 'groupId' in to;
  return {
    app_id: appId,
    ...(isGroup ? { oa_id: oaId } : {}),
    sender: { id: oaId, ...(adminId === undefined ? {} : { admin_id: adminId }) },
    recipient: { id: isGroup ? to.groupId : to.userId },
    event_name: isGroup ? `oa_send_group_${kind}` : `oa_send_${kind}`,
    message,
    timestamp: milliseconds(at),
  };
}

export function followBody(
  { appId, oaId, at }: Where,
  eventName: 'follow' | 'unfollow',
  person: OaPerson,
): WebhookBody {
  return {
    app_id: appId,
    oa_id: oaId,
    follower: { id: person.userId },
    user_id_by_app: person.appUserId,
    event_name: eventName,
    source: 'oa_profile',
    timestamp: milliseconds(at),
  };
}

/** "Nhắn tin" was pressed: no sender in this one. */
export function chatNowBody({ appId, oaId, at }: Where, person: OaPerson): WebhookBody {
  return {
    app_id: appId,
    oa_id: oaId,
    user_id: person.userId,
    user_id_by_app: person.appUserId,
    event_name: 'user_click_chatnow',
    timestamp: milliseconds(at),
  };
}
