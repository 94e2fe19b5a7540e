import { describe, expect, test } from 'vitest';
import { testDatabases } from '../../support/databases.ts';
import { patience } from '../../support/forwarding.ts';
import { chatOf, linkOf } from '../../support/oa-chat.ts';
import { startTestPortal } from '../../support/portal.ts';

describe.each(testDatabases)('on $engine', ({ place }) => {
  test('a citizen is led from a greeting to a form, to the duty phone, to an alert, to a person and back', async () => {
    const portal = await startTestPortal({ place: await place() });
    const chat = chatOf(portal, 'tay-thanh', 'lan');

    const [greeting] = await chat.ask('Chào ad');
    expect(greeting?.text).toContain('Công an phường Tây Thạnh');
    expect(greeting?.buttons).toHaveLength(5);

    const [procedure] = await chat.ask('đăng ký tạm trú');
    expect(procedure?.text).toContain('ĐĂNG KÝ TẠM TRÚ');
    expect(linkOf(procedure, 'Xem đầy đủ')).toBe(
      `${portal.origin.replace('127.0.0.1', 'localhost')}/procedures/cu-tru-tam-tru?w=tay-thanh`,
    );

    await chat.press('Nhận tệp mẫu');
    const [form, file] = (await chat.waitFor(4)).slice(2);
    expect(form?.text).toContain('CT01');
    expect(file).toMatchObject({ kind: 'file', fileName: expect.stringMatching(/^CT01.*\.pdf$/) });

    const [sos] = await chat.ask('cứu tôi với');
    expect(sos?.text).toMatch(/^BẠN CẦN CỨU GIÚP.*\nCông an phường Tây Thạnh, Trực ban/);
    expect(sos?.text).toContain('113: Công an');

    const [alerted] = await chat.ask({ event: 'user_send_location', lat: 10.812798, lng: 106.622345 });
    expect(alerted?.text).toContain('Đã báo tin cứu giúp kèm vị trí của bạn cho Công an phường Tây Thạnh');
    await expect
      .poll(
        async () => (await portal.messages('tay-thanh')).filter(({ group }) => group === 'sos').length,
        patience,
      )
      .toBeGreaterThan(0);

    const [handedOver] = await chat.ask('cho tôi gặp cán bộ');
    expect(handedOver?.text).toContain('Tôi đã chuyển cuộc trò chuyện cho cán bộ');
    const said = (await chat.answers()).length;
    await chat.say('em đợi nãy giờ');
    await chat.act({ event: 'oa_send_text', text: 'Chào chị, tôi nghe đây', officer: 'truc-ban-1' });
    const back = await chat.ask('#tro-ly');
    expect(back.map(({ text }) => text)).toEqual(['Tôi đây. Bạn cần hỏi gì?']);
    expect(await chat.answers()).toHaveLength(said + 1);
  });
});
