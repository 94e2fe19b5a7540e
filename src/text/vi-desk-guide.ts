import { deskText } from './vi-desk.ts';
import { deskEntranceText } from './vi-desk-entrance.ts';
import { deskSosText } from './vi-desk-sos.ts';
import { deskTipText } from './vi-desk-tip.ts';

/** A picture of docs/pictures (`npm run pictures`) that shows what the section is about. */
export type GuidePicture = 'desk-list' | 'desk-tip' | 'desk-approve' | 'desk-sos';

export type GuideSection = { heading: string; steps: readonly string[]; picture: GuidePicture | null };

const { moves } = deskTipText;
const quoted = (label: string) => `“${label}”`;

/**
 * The desk on one page, for who sits down at it the first time: at the desk itself, and with pictures in docs/desk-guide.md and .pdf. The
 * names of buttons come from the buttons, so that the guide cannot name one that is gone.
 */
export const deskGuideText = {
  name: 'Hướng dẫn bàn trực',
  heading: 'Bàn trực trong một trang',
  lead: 'Dành cho cán bộ trực ban. Đọc ba phút trước ca đầu tiên.',
  close: 'Quay lại',
  sections: [
    {
      heading: 'Vào ca',
      steps: [
        `Trên máy tính: mở địa chỉ của cổng, thêm /desk, bấm ${quoted(deskEntranceText.pairing.start)}.`,
        `Trên điện thoại của bạn: vào Bàn trực, ${deskText.me.open}, ${quoted(deskEntranceText.browsers.heading)}, rồi nhập mã đang hiện trên máy tính.`,
        `Vào mục ${deskText.me.open}: bật ${quoted(deskText.me.sound)}, bấm ${quoted(deskText.me.soundTry)}, bật ${quoted(deskText.me.awake)}. Cắm sạc.`,
        `Hết ca: ${deskText.me.open}, ${quoted(deskText.me.leave)}.`,
      ],
      picture: null,
    },
    {
      heading: 'Có tin mới: tiếp nhận trong 15 phút',
      steps: [
        'Chuông kêu, tin hiện ngay trong danh sách. Ô màu bên trái là số phút còn lại; đỏ là đã quá hạn.',
        `Chạm vào tin, đọc, bấm ${quoted(moves.acknowledge.label)}. Người báo thấy ngay.`,
        'Đang ở nhóm Zalo thì trích dẫn tin và gõ “đã nhận”, cũng được tính.',
        'Nhiều tin giống nhau nằm chung một ô: xem từng tin trước nếu còn nghi ngờ.',
      ],
      picture: 'desk-list',
    },
    {
      heading: 'Xử lý',
      steps: [
        `Bấm ${quoted(deskTipText.actions.more)} để thấy mọi việc làm được với tin.`,
        `Thiếu chi tiết: ${quoted(moves.ask.label)}. Tin ẩn danh cũng hỏi được; người báo trả lời trong ứng dụng.`,
        `Không phải việc của đơn vị mình: ${quoted(moves.transfer.label)}. Quá khả năng: ${quoted(moves.escalate.label)}.`,
        `Ghi cho ca sau: ${quoted(moves.note.label)}. Người báo không thấy.`,
      ],
      picture: 'desk-tip',
    },
    {
      heading: 'Trả lời: luôn cần hai người',
      steps: [
        `Một người bấm ${quoted(moves['draft-reply'].label)}. Có mẫu câu để bắt đầu.`,
        `Một chỉ huy khác đọc rồi bấm ${quoted(moves['approve-reply'].label)}, hoặc ${quoted(moves['send-back'].label)}.`,
        'Người báo đọc trả lời, chấm sao, và có thể đề nghị xem lại.',
      ],
      picture: 'desk-approve',
    },
    {
      heading: 'SOS: có người đang cần cứu',
      steps: [
        `Dải đỏ hiện trên mọi màn hình. Bấm ${quoted(deskSosText.acknowledge)}, rồi gọi lại cho người báo.`,
        `Cử người đi, bấm ${quoted(deskSosText.dispatch)}. Xong việc, bấm ${quoted(deskSosText.close)}.`,
        'Không ai nhận thì sau 1, 2, 3 phút máy báo chỉ huy, cấp trên, rồi tất cả.',
      ],
      picture: 'desk-sos',
    },
    {
      heading: 'Tin hạn chế',
      steps: [
        'Trẻ em bị xâm hại, bạo lực gia đình, mua bán người, tin về cán bộ: chỉ chỉ huy và người được giao đích danh đọc được.',
        'Không chép, không chụp, không kể lại trong nhóm chat.',
      ],
      picture: null,
    },
    {
      heading: 'Khi trục trặc',
      steps: [
        `Thấy ${quoted(deskText.link.lostShort)}: danh sách đang cũ. Theo dõi nhóm Zalo và điện thoại trực ban.`,
        `Mục ${quoted(deskText.nav.deliveries)} liệt kê tin nhắn mà Zalo chưa nhận: xem lý do, bấm ${quoted(deskText.deliveries.retry)}. Tin báo không mất.`,
        'Báo lỗi cho quản trị: đọc “Mã hỗ trợ” hiện dưới lời báo lỗi.',
      ],
      picture: null,
    },
  ] satisfies readonly GuideSection[],
} as const;
