import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { at, type RunningSandbox, startSandbox, textAt } from './running-sandbox.ts';

let zalo: RunningSandbox;
beforeEach(async () => {
  zalo = await startSandbox();
});
afterEach(() => zalo.stop());

const dayMs = 24 * 3_600_000;

async function picture(format: 'jpeg' | 'png' | 'webp'): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#204080' } })
    .toFormat(format)
    .toBuffer();
  return new Uint8Array(bytes);
}

const media = (element: object, ...more: object[]): object => ({
  attachment: { type: 'template', payload: { template_type: 'media', elements: [element, ...more] } },
});
const image = (attachmentId: string): object => ({ media_type: 'image', attachment_id: attachmentId });

test('a picture reaches the group with exactly the bytes that were uploaded', async () => {
  const oa = await zalo.oaClient('tay-thanh');
  const bytes = await picture('jpeg');
  const attachmentId = textAt(await oa.upload(bytes, 'anh.jpg'), 'data', 'attachment_id');
  expect(await oa.sendToGroup(oa.dutyGroup, media(image(attachmentId)))).toMatchObject({ error: 0 });

  const listed = await zalo.tool('messages?unit=tay-thanh');
  expect(listed).toMatchObject([{ kind: 'image', text: null, group: 'duty' }]);
  const response = await fetch(textAt(listed, 0, 'imageUrl'));
  expect(response.headers.get('content-type')).toBe('image/jpeg');
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
});

test('png is taken, and the content decides, not the name', async () => {
  const oa = await zalo.oaClient('tay-thanh');
  expect(at(await oa.upload(await picture('png'), 'anh.jpg'), 'data', 'attachment_id')).toBeTypeOf('string');
  expect(await oa.upload(await picture('webp'), 'anh.jpg')).toMatchObject({ error: -201 });
  expect(await oa.upload(await picture('jpeg'), 'anh.pdf')).toMatchObject({ error: -201 });
});

test('a file name without an extension gets success with nothing in it', async () => {
  const oa = await zalo.oaClient('tay-thanh');
  const answer = await oa.upload(await picture('jpeg'), 'anh');
  expect(answer).toMatchObject({ error: 0, message: 'Success' });
  expect(at(answer, 'data')).toEqual({});
  expect(at(await oa.upload(await picture('jpeg'), null), 'data')).toEqual({});
});

test('more than a megabyte is over the limit, however it is sent', async () => {
  const oa = await zalo.oaClient('tay-thanh');
  const jpeg = await picture('jpeg');
  const padded = (bytes: number): Uint8Array<ArrayBuffer> => {
    const whole = new Uint8Array(bytes);
    whole.set(jpeg);
    return whole;
  };
  expect(at(await oa.upload(padded(1_000_000), 'anh.jpg'), 'data', 'attachment_id')).toBeTypeOf('string');
  expect(await oa.upload(padded(1_000_001), 'anh.jpg')).toMatchObject({ error: -210 });
  expect(await oa.upload(padded(3_000_000), 'anh.jpg')).toMatchObject({ error: -210 });
});

test('an upload without the part "file", or not multipart, is refused', async () => {
  const { access } = await zalo.tokens('tay-thanh');
  const post = async (body: BodyInit, headers: Record<string, string> = {}): Promise<unknown> =>
    zalo.json(
      await fetch(`${zalo.bases.openapi}/v2.0/oa/upload/image`, {
        method: 'POST',
        headers: { access_token: access, ...headers },
        body,
      }),
    );
  const wrongPart = new FormData();
  wrongPart.set('photo', new Blob([await picture('jpeg')]), 'anh.jpg');
  expect(await post(wrongPart)).toMatchObject({ error: -201 });
  expect(await post(await picture('jpeg'), { 'content-type': 'image/jpeg' })).toMatchObject({ error: -201 });
  expect(await post('nonsense', { 'content-type': 'multipart/form-data; boundary=x' })).toMatchObject({
    error: -201,
  });
});

test('an uploaded picture can be sent for seven days', async () => {
  const oa = await zalo.oaClient('tay-thanh');
  const attachmentId = textAt(await oa.upload(await picture('jpeg'), 'anh.jpg'), 'data', 'attachment_id');
  zalo.forward(7 * dayMs - 1);
  const again = await zalo.oaClient('tay-thanh');
  expect(await again.sendToGroup(again.dutyGroup, media(image(attachmentId)))).toMatchObject({ error: 0 });
  zalo.forward(1);
  expect(await again.sendToGroup(again.dutyGroup, media(image(attachmentId)))).toMatchObject({ error: -100 });
});

test('only the OA that uploaded a picture may send it', async () => {
  const [tayThanh, sonKy] = [await zalo.oaClient('tay-thanh'), await zalo.oaClient('son-ky')];
  const attachmentId = textAt(
    await tayThanh.upload(await picture('jpeg'), 'anh.jpg'),
    'data',
    'attachment_id',
  );
  expect(await sonKy.sendToGroup(sonKy.dutyGroup, media(image(attachmentId)))).toMatchObject({ error: -201 });
  expect(await sonKy.sendToGroup(sonKy.dutyGroup, media(image('khong-co')))).toMatchObject({ error: -201 });
});

test('an attachment that is not exactly one picture in a media template is refused', async () => {
  const oa = await zalo.oaClient('tay-thanh');
  const attachmentId = textAt(await oa.upload(await picture('jpeg'), 'anh.jpg'), 'data', 'attachment_id');
  const one = image(attachmentId);
  const refused: [object, number][] = [
    [media(one, one), -201],
    [{ attachment: { type: 'template', payload: { template_type: 'media', elements: [] } } }, -201],
    [{ attachment: { type: 'image', payload: { attachment_id: attachmentId } } }, -201],
    [{ type: 'image', attachment_id: attachmentId }, -201],
    [media({ type: 'image', attachment_id: attachmentId }), -201],
    [media({ media_type: 'image' }), -201],
    [media({ media_type: 'image', url: 'http://example.com/a.jpg' }), -201],
    [media({ media_type: 'gif', attachment_id: attachmentId }), -233],
  ];
  for (const [message, error] of refused) {
    expect(await oa.sendToGroup(oa.dutyGroup, message)).toMatchObject({ error });
  }
  expect(await zalo.tool('messages?unit=tay-thanh')).toEqual([]);
});

test('without the permission for messages nothing is uploaded', async () => {
  const oa = await zalo.oaClient('tay-thanh');
  await zalo.tool('oas', { unit: 'tay-thanh', permissions: ['group'] });
  expect(await oa.upload(await picture('jpeg'), 'anh.jpg')).toMatchObject({ error: -223 });
});
