import { expect, test } from 'vitest';
import {
  appSecretProof,
  miniAppWebhookMac,
  oaWebhookMac,
} from '../../../../server/zalo/sandbox/signatures.ts';

test('the OA webhook is signed with the OA secret key over the raw body', () => {
  const rawBody =
    '{"app_id":"360846524940903967","sender":{"id":"246845883529197922"},"user_id_by_app":"552177279717587730","recipient":{"id":"388613280878808645"},"event_name":"user_send_text","message":{"msg_id":"96d3cdf3af150460909","text":"Cứu với"},"timestamp":"1543908534740"}';
  const mac = oaWebhookMac({
    appId: '360846524940903967',
    rawBody,
    timestamp: '1543908534740',
    oaSecretKey: 'oaSecretKeyForTests',
  });
  expect(mac).toBe('042d94856f9be43a02b01b4ff82a054fcb2e6e2e557b7080c3592600049132bf');
});

test('the Mini App webhook is signed over the values in the order of their keys', () => {
  const body = {
    event: 'user.revoke.consent',
    appId: '1234567890',
    userId: '9876543210',
    timestamp: 1_700_000_000_000,
  };
  expect(miniAppWebhookMac(body, 'miniAppOpenApiKeyForTests')).toBe(
    '5f5185162c7d0a6c570fed8e917992b98569fe4d374d405250e57ffd2cdbdbf2',
  );
});

test('the proof of the app secret is an HMAC of the access token', () => {
  expect(appSecretProof('appSecretForTests', 'userAccessTokenForTests')).toBe(
    'eb9b4c58b9e55c6521c71d00fb549a696264d59265a2f35e01117141b1f67266',
  );
});
