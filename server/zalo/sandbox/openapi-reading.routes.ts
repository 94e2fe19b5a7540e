import type { Context, Hono, MiddlewareHandler } from 'hono';
import * as z from 'zod';
import type { StoredMessage } from './message.store.ts';
import type { Group, Oa, Permission } from './oa.store.ts';
import type { OaEnv, SandboxContext } from './sandbox-context.ts';
import type { SendingService } from './sending.service.ts';
import { succeed, ZaloError } from './zalo-answer.ts';

const conversationCountMax = 10;
const listCountMax = 50;

const Paging = (countMax: number) =>
  z.object({
    offset: z.coerce.number().int().min(0),
    count: z.coerce.number().int().min(1).max(countMax),
  });
const UserPaging = Paging(conversationCountMax).extend({ user_id: z.string().min(1) });

/** What an OA may read: itself, its groups and its conversations, newest first and ten at a time. */
export function registerReading(
  app: Hono<OaEnv>,
  context: SandboxContext,
  sending: SendingService,
  allow: (permission: Permission) => MiddlewareHandler<OaEnv>,
): void {
  const { messages, people, oas } = context;

  app.get('/v2.0/oa/getoa', (c) =>
    succeed(c, describeOa(c.get('oa'), people.countFollowers(c.get('oa').oaId))),
  );

  app.get('/v2.0/oa/conversation', allow('message'), (c) => {
    const { user_id: userId, ...page } = parse(UserPaging, dataParameter(c));
    const { oaId } = c.get('oa');
    if (!people.findAtOa(oaId, userId)) throw new ZaloError(-213);
    const found = messages.page({ kind: 'user', oaId, userId }, page);
    return succeed(
      c,
      found.map((message) => toHistory(context, c.get('oa'), message)),
    );
  });
  app.get('/v2.0/oa/listrecentchat', allow('message'), (c) => {
    const page = parse(Paging(conversationCountMax), dataParameter(c));
    const found = messages.recent(c.get('oa').oaId, 'chats', page);
    return succeed(
      c,
      found.map((message) => toHistory(context, c.get('oa'), message)),
    );
  });

  app.get('/v3.0/oa/group/getgroupsofoa', allow('group'), (c) => {
    const oa = c.get('oa');
    if (oa.package === 'none') throw new ZaloError(-224);
    const { offset, count } = parse(Paging(listCountMax), c.req.query());
    const groups = oas.listGroups(oa.oaId);
    const shown = groups.slice(offset, offset + count);
    return succeed(c, {
      groups: shown.map((group) => describeGroup(context, oa, group)),
      total: groups.length,
    });
  });
  app.get('/v3.0/oa/group/getgroup', allow('group'), (c) => {
    const oa = c.get('oa');
    const group = sending.requireGroup(oa, c.req.query('group_id'));
    return succeed(c, {
      group_info: describeGroup(context, oa, group),
      asset_info: { asset_type: 'gmf100', valid_through: packageEnd(context.now()), auto_renew: 'false' },
      group_setting: {
        lock_send_msg: 'false',
        join_appr: 'true',
        enable_msg_history: 'true',
        enable_link_join: 'false',
      },
    });
  });
  app.get('/v3.0/oa/group/listmember', allow('group'), (c) => {
    const oa = c.get('oa');
    const group = sending.requireGroup(oa, c.req.query('group_id'));
    const { offset, count } = parse(Paging(listCountMax), c.req.query());
    const members = [
      { oa_id: oa.oaId, name: oa.name, avatar: avatarUrl },
      ...people
        .listMembers(group)
        .map((member) => ({ user_id: member.userId, name: member.name, avatar: avatarUrl })),
    ];
    return succeed(c, { members: members.slice(offset, offset + count), total: members.length });
  });
  app.get('/v3.0/oa/group/conversation', allow('group'), (c) => {
    const group = sending.requireGroup(c.get('oa'), c.req.query('group_id'));
    const page = parse(Paging(conversationCountMax), c.req.query());
    const found = messages.page({ kind: 'group', groupId: group.groupId }, page);
    return succeed(
      c,
      found.map((message) => toHistory(context, c.get('oa'), message)),
    );
  });
  app.get('/v3.0/oa/group/listrecentchat', allow('group'), (c) => {
    if (c.get('oa').package === 'none') throw new ZaloError(-224);
    const page = parse(Paging(conversationCountMax), c.req.query());
    const found = messages.recent(c.get('oa').oaId, 'groups', page);
    return succeed(
      c,
      found.map((message) => toHistory(context, c.get('oa'), message)),
    );
  });
}

const avatarUrl = 'https://s160-ava-talk.zadn.vn/default';

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new ZaloError(-201, parsed.error.issues[0]?.path.join('.'));
  return parsed.data;
}

/** v2 reads take one query parameter: `data`, URL-encoded JSON. */
function dataParameter(c: Context): unknown {
  const data = c.req.query('data');
  if (data === undefined) throw new ZaloError(-201, 'data');
  try {
    return JSON.parse(data);
  } catch {
    throw new ZaloError(-201, 'data is not JSON');
  }
}

function packageEnd(at: Date): string {
  return `31/12/${at.getUTCFullYear() + 1}`;
}

function describeOa(oa: Oa, followers: number): object {
  return {
    oaid: oa.oaId,
    name: oa.name,
    description: 'Tài khoản của bản thử',
    oa_alias: oa.unitId,
    is_verified: true,
    oa_type: oa.oaType,
    cate_name: oa.oaType === 4 ? 'Cơ quan nhà nước' : 'Doanh nghiệp',
    num_follower: followers,
    avatar: avatarUrl,
    cover: avatarUrl,
    package_name: oa.package === 'growth' ? 'Tăng trưởng' : 'Cơ bản',
    package_valid_through_date: '',
    package_auto_renew_date: '',
    linked_zca: '',
  };
}

function describeGroup(context: SandboxContext, oa: Oa, group: Group): object {
  return {
    group_id: group.groupId,
    name: group.name,
    avatar: avatarUrl,
    group_link: `https://zalo.me/g/${group.groupId.slice(0, 8)}`,
    status: oa.isGroupDisabled ? 'disabled' : 'enabled',
    total_member: context.people.listMembers(group).length + 1,
  };
}

/** `src` 1 = a person wrote, 0 = the OA. */
function toHistory(context: SandboxContext, oa: Oa, message: StoredMessage): object {
  const person = message.userId ? context.people.findAtOa(oa.oaId, message.userId) : undefined;
  const group = message.groupId ? context.oas.findGroup(message.groupId) : undefined;
  const asOa = { id: oa.oaId, name: oa.name };
  const asPerson = { id: message.userId ?? '', name: person?.name ?? '' };
  const from = message.sender === 'oa' ? asOa : asPerson;
  const other = message.sender === 'oa' ? asPerson : asOa;
  const to = group ? { id: group.groupId, name: group.name } : other;
  return {
    src: message.sender === 'oa' ? 0 : 1,
    time: Date.parse(message.at),
    type: message.kind === 'image' ? 'photo' : message.kind,
    message: message.text ?? '',
    message_id: message.messageId,
    from_id: from.id,
    to_id: to.id,
    from_display_name: from.name,
    from_avatar: avatarUrl,
    to_display_name: to.name,
    to_avatar: avatarUrl,
    ...(group ? { group_id: group.groupId } : {}),
    ...(message.kind === 'image' ? { url: imageUrlOf(context, message) } : {}),
    ...(message.kind === 'location'
      ? { location: JSON.stringify({ latitude: message.latitude, longitude: message.longitude }) }
      : {}),
  };
}

/** Where the exact bytes lie; an image sent by its address keeps that. */
export function imageUrlOf(
  context: Pick<SandboxContext, 'publicOrigin'>,
  message: Pick<StoredMessage, 'attachmentId' | 'imageUrl'>,
): string | null {
  if (message.imageUrl !== null) return message.imageUrl;
  if (message.attachmentId === null) return null;
  return `${context.publicOrigin()}/sandbox/api/images/${message.attachmentId}`;
}
