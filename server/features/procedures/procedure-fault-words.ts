import type { FaultWords } from '../../content/procedure-faults.rules.ts';

/** What an editor reads beside what is wrong. */
export const inVietnamese: FaultWords = {
  noGroup: (id) => `Không có nhóm thủ tục “${id}”.`,
  noLaw: (id) => `Không có văn bản pháp luật “${id}”.`,
  noSource: (id) => `Không có nguồn “${id}”.`,
  noProcedure: (id) => `Không có thủ tục “${id}”.`,
  noForm: (slug) => `Không có mẫu đơn “${slug}”.`,
  formOfOthers: (slug) => `Mẫu “${slug}” không dùng cho thủ tục này.`,
  namesItself: 'Thủ tục không tự dẫn tới chính nó.',
  repeated: (item, first) => `“${item}” đã có ở vị trí ${first + 1}.`,
  saysWhomToAsk: 'Chưa biết mức tiền thì ghi rõ hỏi ai.',
  namesUnknownAmount: 'Ghi mức tiền chưa biết vào mục điều chưa rõ.',
  saysWhatAbolished: 'Thủ tục đã bãi bỏ thì ghi văn bản nào bãi bỏ.',
};
