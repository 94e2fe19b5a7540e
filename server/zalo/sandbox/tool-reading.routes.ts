import type { Hono } from 'hono';
import type { StoredMessage } from './message.store.ts';
import type { Oa, SandboxUnit } from './oa.store.ts';
import { imageUrlOf } from './openapi-reading.routes.ts';
import type { SandboxContext, SandboxEnv } from './sandbox-context.ts';
import { oaOfUnit, ToolError } from './tool-input.ts';

/** What the page and the tests may look at: every message oldest first, pictures, notifications, and how things stand. */
export function registerToolReading(app: Hono<SandboxEnv>, context: SandboxContext): void {
  const { people, messages, attachments, faults } = context;

  app.get('/messages', (c) => {
    const oa = oaOfUnit(context, c.req.query('unit'));
    const after = Number(c.req.query('after')) || 0;
    const user = c.req.query('user');
    if (user === undefined) {
      return c.json(messages.listOfGroups(oa.oaId, after).map((message) => toView(context, oa, message)));
    }
    const person = people.findAtOaByKey(oa.oaId, user) ?? people.findAtOa(oa.oaId, user);
    const found = person ? messages.listOfChat(oa.oaId, person.userId, after) : [];
    return c.json(found.map((message) => toView(context, oa, message)));
  });

  app.get('/images/:id', async (c) => {
    const attachment = attachments.find(c.req.param('id'));
    if (!attachment) throw new ToolError(404, 'No such picture.');
    const bytes = await attachments.readBytes(attachment);
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': attachment.contentType,
      'x-content-type-options': 'nosniff',
    });
  });

  app.get('/articles', (c) => {
    const { oaId } = oaOfUnit(context, c.req.query('unit'));
    return c.json({
      articles: context.articles.list(oaId),
      broadcasts: context.articles.listBroadcasts(oaId),
    });
  });

  app.get('/notifications', (c) => c.json(context.notifications.list(c.req.query('user') ?? '')));

  app.get('/state', (c) => {
    const unit = c.req.query('unit');
    return c.json({
      faults: faults.describe(),
      slowMs: context.slowMs,
      webhook: context.webhooks.describe(),
      units: context.units.map((candidate) => describeUnit(context, candidate)),
      selected: unit === undefined ? null : describeSelected(context, oaOfUnit(context, unit)),
    });
  });
}

function describeUnit({ oas, messages }: SandboxContext, unit: SandboxUnit): object {
  const oa = oas.findByUnit(unit.id);
  return { ...unit, oaId: oa?.oaId, lastSeq: oa ? messages.lastSeq(oa.oaId) : 0 };
}

function describeSelected({ oas, people }: SandboxContext, oa: Oa): object {
  return {
    unit: oa.unitId,
    oa: {
      id: oa.oaId,
      oaType: oa.oaType,
      package: oa.package,
      groupDisabled: oa.isGroupDisabled,
      groupV3: oa.groupV3,
      groupV2: oa.groupV2,
      permissions: oa.permissions,
    },
    groups: oas.listGroups(oa.oaId).map((group) => ({
      role: group.role,
      id: group.groupId,
      name: group.name,
      members: people.listMembers(group).map(({ key, name, userId }) => ({ user: key, name, userId })),
    })),
    citizens: people.listCitizens(oa.oaId).map(({ key, name, followState, lastInteractionAt }) => ({
      user: key,
      name,
      followState,
      lastInteractionAt,
    })),
  };
}

function toView(context: SandboxContext, oa: Oa, message: StoredMessage): object {
  const group = message.groupId ? context.oas.findGroup(message.groupId) : undefined;
  const person = message.userId ? context.people.findAtOa(oa.oaId, message.userId) : undefined;
  return {
    id: message.messageId,
    seq: message.seq,
    at: message.at,
    unit: oa.unitId,
    group: group?.role ?? null,
    from: message.sender,
    user: person?.key ?? null,
    userName: person?.name ?? null,
    kind: message.kind,
    text: message.text,
    imageUrl: imageUrlOf(context, message),
    lat: message.latitude === null ? null : Number(message.latitude),
    lng: message.longitude === null ? null : Number(message.longitude),
    quoteMessageId: message.quoteId,
    mentions: message.mentions,
    buttons: message.buttons,
    fileName: message.fileName,
    adminName: message.adminName,
  };
}
