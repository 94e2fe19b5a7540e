import type { ErasedMe } from '#contract/citizens.ts';
import { spoken, type Words } from './spoken.ts';

/** The sentences of protecting and erasing data, apart from vi.ts so that home does not carry them. */
const vietnamese = {
  page: {
    name: 'Dữ liệu của bạn',
    heading: 'Dữ liệu của bạn được bảo vệ thế nào',
    stale: 'Đây là bản đã tải lần trước, vì hiện chưa kết nối được.',
    failed: 'Chưa tải được nội dung về bảo vệ dữ liệu.',
    consentHeading: 'Điều bạn đồng ý khi gửi tin',
  },

  take: {
    heading: 'Lấy bản sao dữ liệu của tôi',
    body: 'Một tệp nén gồm mọi điều công an đang giữ gắn với tài khoản Zalo của bạn: tin đã gửi, tin nhắn, đánh giá, liên hệ, lần đồng ý, các lần đăng nhập, kênh Zalo đã trò chuyện.',
    anonymous:
      'Tin ẩn danh không gắn với bạn nên không có trong tệp: mở tin bằng hai mã là thấy toàn bộ những gì được giữ.',
    why: 'Tệp có lời kể và số điện thoại của bạn: chỉ lưu ở nơi riêng của bạn.',
    begin: 'Đăng nhập và lấy tệp',
    withPhotos: 'Lấy tệp kèm ảnh',
    browser:
      'Trên trình duyệt này không ai đăng nhập nên cổng không giữ gì gắn với bạn. Nếu từng gửi tin bằng tài khoản Zalo, vui lòng mở ứng dụng trong Zalo để lấy bản sao.',
    busy: 'Đang lập tệp…',
    saved: 'Đã đưa tệp vào điện thoại. Mở tệp nén rồi xem “doc-toi.html”.',
    notSaved: 'Điện thoại chưa nhận tệp.',
    share: 'Gửi tệp tới ứng dụng khác',
    tooLarge: 'Tệp kèm ảnh có thể quá lớn. Vui lòng lấy tệp không kèm ảnh.',
    declined: 'Bạn chưa đồng ý đăng nhập nên chưa lập được tệp.',
    unavailable:
      'Chưa đăng nhập được bằng Zalo. Vui lòng thử lại, hoặc yêu cầu trực tiếp tại công an phường.',
    failed: 'Chưa lập được tệp.',
  },

  erase: {
    heading: 'Xóa dữ liệu của tôi',
    body: 'Xóa mã tài khoản Zalo của bạn, các lần đăng nhập, danh sách “Tin của tôi”, liên hệ bạn đã cho, việc trò chuyện với kênh Zalo; nếu bạn là cán bộ, cả liên kết với bàn trực. Nội dung tin đã gửi vẫn được công an giải quyết.',
    keeps:
      'Liên hệ bạn cho kèm tin tố giác đang được giải quyết thì được giữ đến hết thời hạn, vì vụ việc còn cần.',
    anonymous: 'Tin ẩn danh không gắn với bạn nên không có gì để xóa ở đây.',
    // Said before Zalo is asked.
    why: 'Để biết dữ liệu nào là của bạn, ứng dụng cần bạn đăng nhập bằng Zalo một lần.',
    begin: 'Đăng nhập và xóa',
    browser:
      'Trên trình duyệt này không ai đăng nhập nên cổng không lưu tài khoản nào của bạn. Nếu từng gửi tin bằng tài khoản Zalo, vui lòng mở ứng dụng trong Zalo để xóa.',
    question: 'Xóa dữ liệu gắn với tài khoản Zalo của bạn?',
    questionBody:
      'Sau khi xóa, bạn không xem được các tin cũ trong “Tin của tôi”. Việc này không hoàn lại được.',
    yes: 'Xóa dữ liệu của tôi',
    no: 'Không xóa',
    busy: 'Đang xóa…',
    done: 'Đã xóa:',
    kept: 'Còn được giữ:',
    keptUntil: (code: string, instant: string) =>
      `Liên hệ kèm tin ${code}, đến ${instant}, vì tin tố giác này đang được giải quyết.`,
    keptOpen: (code: string) =>
      `Liên hệ kèm tin ${code}, vì tin tố giác này đang được giải quyết. Đơn vị chưa công bố thời hạn giữ.`,
    declined: 'Bạn chưa đồng ý đăng nhập nên chưa xóa được gì.',
    unavailable:
      'Chưa đăng nhập được bằng Zalo nên chưa xóa được. Vui lòng thử lại, hoặc yêu cầu trực tiếp tại công an phường.',
    failed: 'Chưa xóa được.',
    phoneHeading: 'Xóa mọi thứ trên điện thoại này',
    phoneBody:
      'Xóa tin đang viết và ảnh, tin đang chờ gửi, mã tin giữ trên máy, tờ khai đang điền, những người đã nhớ, phường đã chọn. Tin đã gửi tới công an không bị ảnh hưởng.',
    phoneBegin: 'Xóa trên điện thoại này',
    phoneQuestion: 'Xóa mọi thứ ứng dụng giữ trên điện thoại này?',
    phoneQuestionBody:
      'Tin chưa gửi và mã giữ trên máy sẽ mất, không lấy lại được. Tin ẩn danh đã gửi chỉ mở lại được bằng mã.',
    phoneYes: 'Xóa hết',
    phoneNo: 'Giữ lại',
  },

  erased: {
    zalo_id: 'Mã tài khoản Zalo của bạn',
    sessions: 'Các lần đăng nhập',
    tip_links: 'Liên kết giữa bạn và các tin đã gửi',
    contacts: 'Họ tên, số điện thoại kèm các tin',
    chats: 'Việc bạn trò chuyện với OA, đường trả lời tin qua chat',
    staff_binding: 'Liên kết giữa tài khoản này và bàn trực của cán bộ',
  } satisfies Record<ErasedMe['erased'][number], string>,
} as const;

export type PrivacyText = Words<typeof vietnamese>;

/** In the language of the screens. */
export const privacyText: PrivacyText = spoken('privacyText', vietnamese);
