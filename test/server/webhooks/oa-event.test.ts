import { describe, expect, test } from 'vitest';
import { oaIdIn, readOaEnvelope, readOaEvent } from '../../../server/webhooks/oa-event.rules.ts';

const at = new Date(1_795_395_600_000);
const common = { app_id: '1', user_id_by_app: '55', timestamp: '1795395600000' };
const person = { oaId: '388', userId: '246', appUserId: '55' };
const chat = (name: string, message: object) => ({
  ...common,
  sender: { id: '246' },
  recipient: { id: '388' },
  event_name: `user_send_${name}`,
  message: { msg_id: 'm1', ...message },
});
const group = (name: string, message: object, recipient: object = { id: 'a'.repeat(20) }) => ({
  ...common,
  oa_id: '388',
  sender: { id: '246' },
  recipient,
  event_name: `user_send_group_${name}`,
  message: { msg_id: 'm1', ...message },
});
const read = (body: Record<string, unknown>) => {
  const envelope = readOaEnvelope(body);
  return envelope && readOaEvent(body, envelope);
};
const base = { oaId: '388', at, person, messageId: 'm1', quoted: null };

describe('an event of an OA', () => {
  test('is read from the chat: text, picture, place and whatever else', () => {
    expect(read(chat('text', { text: 'Cứu với'.normalize('NFD') }))).toEqual({
      ...base,
      kind: 'userSentText',
      text: 'Cứu với'.normalize('NFC'),
    });
    expect(read(chat('image', { text: 'ảnh', attachments: [{ type: 'image' }] }))).toEqual({
      ...base,
      kind: 'userSentImage',
      caption: 'ảnh',
    });
    const coordinates = { latitude: '10.7583', longitude: '106.6866' };
    expect(read(chat('location', { attachments: [{ type: 'location', payload: { coordinates } }] }))).toEqual(
      { ...base, kind: 'userSentLocation', lat: 10.7583, lng: 106.6866, text: null },
    );
    expect(read(chat('sticker', {}))).toMatchObject({ kind: 'userSentOther', what: 'sticker' });
    expect(read(chat('hologram', {}))).toMatchObject({ kind: 'userSentOther', what: 'other' });
  });

  test('with a place that is none on earth is no place', () => {
    for (const coordinates of [
      { latitude: '91', longitude: '1' },
      { latitude: '', longitude: '1' },
      {},
      null,
    ]) {
      const body = chat('location', { attachments: [{ payload: { coordinates } }] });
      expect(read(body)).toMatchObject({ kind: 'userSentOther', what: 'other' });
    }
  });

  test('says what was quoted, in either spelling', () => {
    expect(read(chat('text', { text: 'ok', quote_msg_id: 'q1' }))).toMatchObject({
      quoted: { messageId: 'q1', text: null },
    });
    const quote_msg = { msg_id: 'q1', text: 'TIN BÁO TB-7K3M9Q', sender: { id: '1' } };
    expect(read(group('text', { text: 'ok', quote_msg }))).toMatchObject({
      quoted: { messageId: 'q1', text: 'TIN BÁO TB-7K3M9Q' },
    });
  });

  test('of a group names the group, under either name, and the OA', () => {
    const expected = { ...base, kind: 'groupMessage', groupId: 'a'.repeat(20), text: 'đã nhận' };
    expect(read(group('text', { text: 'đã nhận' }))).toEqual(expected);
    expect(read(group('text', { text: 'đã nhận' }, { group_id: 'a'.repeat(20) }))).toEqual(expected);
    expect(read(group('sticker', {}))).toMatchObject({ kind: 'groupMessage', text: null });
  });

  test('is a follow, an unfollow, or a sign of life', () => {
    const follower = { ...common, oa_id: '388', follower: { id: '246' }, source: 'oa_profile' };
    expect(read({ ...follower, event_name: 'follow' })).toEqual({ kind: 'follow', oaId: '388', at, person });
    expect(read({ ...follower, event_name: 'unfollow' })).toMatchObject({ kind: 'unfollow', person });
    expect(read({ ...common, oa_id: '388', user_id: '246', event_name: 'user_click_chatnow' })).toEqual({
      kind: 'userInteracted',
      oaId: '388',
      at,
      person,
    });
    const details = { ...common, sender: { id: '246' }, recipient: { id: '388' }, info: { phone: '0912' } };
    expect(JSON.stringify(read({ ...details, event_name: 'user_submit_info' }))).not.toContain('0912');
  });

  test('is known for a person of the OA who writes, without a word of it, and never for what our API sent', () => {
    const echo = {
      ...common,
      event_name: 'oa_send_text',
      sender: { id: '388', admin_id: '77' },
      recipient: { id: '246' },
      message: { msg_id: 'm1', text: 'Chào chị' },
    };
    expect(read(echo)).toEqual({ kind: 'officerWrote', oaId: '388', at, person });
    expect(read({ ...echo, event_name: 'oa_send_image' })).toMatchObject({ kind: 'officerWrote' });
    expect(read({ ...echo, event_name: 'oa_send_group_text' })).toBeNull();
    expect(read({ ...echo, sender: { id: '388' } })).toBeNull();
  });

  test('of a group’s own life is one thing, whichever spelling Zalo uses', () => {
    for (const name of ['create_group', 'update_group_info', 'delete_group', 'disperse_group']) {
      expect(read({ ...common, oa_id: '388', event_name: name })).toMatchObject({ kind: 'groupsChanged' });
    }
  });

  test.each([
    'oa_send_text',
    'oa_send_group_text',
    'user_received_message',
    'user_seen_message',
    'user_reacted_message',
    'user_out_group',
    'user_leave_group',
    'accept_request_join_group',
    'react_request_join_group_accept',
    'anonymous_send_text',
    'change_oa_daily_quota',
    'something_new',
  ])('called %s has no effect', (name) => {
    const body = {
      ...common,
      oa_id: '388',
      sender: { id: '388' },
      recipient: { id: '246' },
      event_name: name,
    };
    expect(read({ ...body, message: { msg_id: 'm1', text: 'x' } })).toBeNull();
  });

  test('tells whose OA it is, also in an echo', () => {
    expect(oaIdIn({ event_name: 'oa_send_text', sender: { id: '388' }, recipient: { id: '246' } })).toBe(
      '388',
    );
    expect(oaIdIn(chat('text', {}))).toBe('388');
    expect(oaIdIn(group('text', {}))).toBe('388');
  });

  test('whose ids come as numbers is the same event', () => {
    const body = { ...chat('text', { text: 'x' }), sender: { id: 246 } };
    expect(read(body)).toEqual(read({ ...body, sender: { id: '246' } }));
    expect(read(body)).not.toBeNull();
  });

  test('with parts missing or of the wrong kind is none, and breaks nothing', () => {
    const odd: Record<string, unknown>[] = [
      {},
      { ...chat('text', { text: 'x' }), timestamp: 'soon' },
      { ...chat('text', { text: 'x' }), app_id: 0.7 },
      { ...chat('text', { text: 'x' }), sender: null },
      { ...chat('text', { text: 'x' }), sender: { id: 2.46e22 } },
      { ...chat('text', { text: 'x' }), message: 'x' },
      { ...chat('text', { text: 7 }) },
      { ...chat('text', { text: 'x' }), recipient: [] },
      { ...common, event_name: 'follow', oa_id: '388' },
      { ...common, event_name: 'x'.repeat(61) },
      { ...group('text', { text: 'x' }), oa_id: undefined },
    ];
    for (const body of odd) expect(read(body), JSON.stringify(body)).toBeNull();
  });
});
