import type { BoundariesFile, Geometry } from './pack.schema.ts';

/** What a new ward's pack is made of: all that nobody can know but the ward itself. */
export type NewWard = {
  /** The pack's id and that of the ward: short, for it is printed in QR codes. */
  id: string;
  /** As commands are told of the pack: its name, or the path of its folder. */
  named: string;
  /** Phường, xã or đặc khu. */
  kind: string;
  /** Its name without the kind: “Tân Hưng”. */
  name: string;
  /** The police of its province or city, whole: “Công an Thành phố Hồ Chí Minh”. */
  topName: string;
  /** Empty: not known yet, a number to try with stands there. */
  phone: string;
  topPhone: string;
  /** Of whoever is on duty, day and night; empty: the desk keeps the roster. */
  dutyPhone: string;
  boundary: Boundary;
  /** Wards around, to be named where somebody stands there. */
  neighbours: BoundariesFile['features'];
  /** When it is made: the version of the consent. */
  today: string;
};

export type Boundary = {
  /** Of the statistics office, five digits. */
  code: string;
  geometry: Geometry;
  attribution: string;
  /** How far it may be off, in metres. */
  errorM: number;
};

/** Texts of the pack that the new one is made after, by the name of their file. */
export type Template = Readonly<
  Record<'consent.md' | 'consent.en.md' | 'privacy.md' | 'privacy.en.md', string>
>;

const placeholderOf = { top: '028 0000 0001', ward: '028 0000 0002' } as const;
/** The police whose name stands in the template's texts. */
const templateTop = { vi: 'Công an Thành phố Hồ Chí Minh', en: 'police of Ho Chi Minh City' } as const;

/** “phường Tân Hưng” → phường, Tân Hưng; without a kind it is a phường. Null where no name is left. */
export function readWardName(typed: string): { kind: string; name: string } | null {
  const words = typed.normalize('NFC').trim().replace(/\s+/g, ' ');
  const [, kind = 'phường', name = ''] = /^(?:công an )?(phường|xã|đặc khu)? ?(.*)$/i.exec(words) ?? [];
  return name === '' ? null : { kind: kind.toLowerCase(), name };
}

/** The files of the pack by name, ready to be edited. */
export function newPackFiles(ward: NewWard, template: Template): Record<string, string> {
  const policeName = `Công an ${ward.kind} ${ward.name}`;
  const topId = 'cong-an-cap-tren';
  const features = [
    {
      type: 'Feature' as const,
      properties: { slug: ward.id, name: ward.name, code: ward.boundary.code },
      geometry: ward.boundary.geometry,
    },
  ];
  const hotline = (phone: string, placeholder: string) => [
    { label: 'Trực ban 24/24', phone: phone || placeholder, placeholder: phone === '' },
  ];
  const unit = { address: null, oaId: null, validFrom: null, validUntil: null };
  return {
    'pack.json': json({
      id: ward.id,
      title: `Zalo An ninh ${ward.name}`,
      tenant: { id: ward.id, name: policeName },
      era: 'from-2025-07-01',
      includes: ['shared'],
      notes: [
        'Tạo bằng lệnh npm run content -- new. Việc còn phải quyết định: xem README.md trong thư mục này.',
        ...(ward.boundary.attribution === ''
          ? []
          : [`Ranh giới: ${ward.boundary.attribution}`.slice(0, 300)]),
      ],
    }),
    'units.json': json({
      units: [
        {
          id: topId,
          name: ward.topName,
          shortName: ward.topName.replace('Thành phố', 'TP.'),
          type: 'city',
          parentId: null,
          hotlines: hotline(ward.topPhone, placeholderOf.top),
          topics: ['Tiếp nhận tin vượt thẩm quyền'],
          ...unit,
        },
        {
          id: ward.id,
          name: policeName,
          shortName: ward.name,
          type: 'ward',
          parentId: topId,
          hotlines: hotline(ward.phone, placeholderOf.ward),
          topics: ['Tin báo tại địa bàn', 'Cư trú'],
          ...unit,
          borderErrorM: ward.boundary.errorM,
        },
      ],
      former: [],
    }),
    'wards.geojson': boundaries(ward.boundary.attribution, features),
    ...(ward.neighbours.length > 0
      ? { 'neighbours.geojson': boundaries(ward.boundary.attribution, ward.neighbours) }
      : {}),
    ...(ward.dutyPhone === '' ? {} : { 'roster.json': roster(ward) }),
    'consent.md': withVersion(withTop(template['consent.md'], templateTop.vi, ward.topName), ward.today),
    'privacy.md': withTop(template['privacy.md'], templateTop.vi, ward.topName),
    'consent.en.md': withVersion(
      withTop(template['consent.en.md'], `the ${templateTop.en}`, englishTop(ward.topName)),
      ward.today,
    ),
    'privacy.en.md': withTop(template['privacy.en.md'], `the ${templateTop.en}`, englishTop(ward.topName)),
    'english.json': json({
      words: {
        [policeName]: `${ward.name} ${englishKind(ward.kind)} Police`,
        [ward.topName]: englishTop(ward.topName),
      },
    }),
    'README.md': guide(ward, policeName),
  };
}

function roster({ id, dutyPhone }: NewWard): string {
  const days = [1, 2, 3, 4, 5, 6, 7];
  const shift = {
    days,
    from: '07:00',
    until: '07:00',
    role: 'Trực ban',
    phone: dutyPhone,
    placeholder: false,
  };
  return json({ units: { [id]: { weekly: [shift], exceptions: [] } } });
}

/** Throws where the template says no such police: its text was changed, and ours would name another's. */
function withTop(text: string, name: string, topName: string): string {
  if (!text.includes(name)) throw new Error(`The template does not say “${name}”.`);
  return text.replaceAll(name, topName);
}

function withVersion(text: string, today: string): string {
  return text.replace(/^version: .*$/m, `version: ${today}`);
}

function englishTop(topName: string): string {
  const [, kind, place] = /^Công an (thành phố|tỉnh) (.+)$/i.exec(topName) ?? [];
  if (place === undefined) return topName;
  return `${place} ${kind?.toLowerCase() === 'tỉnh' ? 'Provincial' : 'City'} Police`;
}

function englishKind(kind: string): string {
  return { phường: 'Ward', xã: 'Commune', 'đặc khu': 'Special Zone' }[kind] ?? 'Ward';
}

/** One feature a line, so that a change of one ward is a change of one line. */
function boundaries(attribution: string, features: BoundariesFile['features']): string {
  const head = JSON.stringify({ type: 'FeatureCollection', attribution }).slice(0, -1);
  return `${head},"features":[\n${features.map((feature) => JSON.stringify(feature)).join(',\n')}\n]}\n`;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function guide(ward: NewWard, policeName: string): string {
  return `# Gói nội dung ${policeName}

Thư mục này là tất cả những gì phần mềm cần biết về địa bàn. Sửa tệp xong, chạy \`npm run content -- check ${ward.named}\` để kiểm tra: chỗ nào sai,
lệnh nói rõ tệp nào, dòng nào.

## Việc phải xong trước khi dùng thật

| Việc | Tệp | Hỏi ai |
| --- | --- | --- |
| Số trực ban của ${ward.kind} và của cấp trên${ward.phone && ward.topPhone ? ' (đã có, gọi thử)' : ' (đang là số thử)'} | \`units.json\`: \`hotlines\`; số thật thì \`placeholder\` là \`false\` | Trực ban, chỉ huy |
| Địa chỉ, giờ làm việc của trụ sở | \`units.json\`: \`address\`, \`hours\`, \`office\` | Văn phòng |
| Ranh giới sai lệch tối đa bao nhiêu mét (đang để ${ward.boundary.errorM}) | \`units.json\`: \`borderErrorM\` | Người làm bản đồ; cảnh sát khu vực |
| Thời hạn lưu giữ (đang là giá trị trình diễn) | \`retention.json\`: \`days\`; quyết định rồi thì \`demo\` là \`false\` | Chỉ huy, người phụ trách bảo vệ dữ liệu |
| Lời xin đồng ý, trang quyền riêng tư | \`consent.md\`, \`privacy.md\`; sửa lời thì đổi \`version\` | Chỉ huy, pháp chế |
| Lĩnh vực tin báo, lời khuyên | \`categories.json\` | Trực ban |
| Lịch trực | \`roster.json\`, hoặc để đơn vị tự lập ở bàn trực | Trực ban |

Bản tiếng Anh (\`english.json\`, \`consent.en.md\`, \`privacy.en.md\`) có thể bỏ; có thì phải khớp bản tiếng Việt.
`;
}
