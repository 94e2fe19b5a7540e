/** One drawing per group of procedures; here and not among the app's icons, because home must not carry them. */
const drawings: Readonly<Record<string, string>> = {
  'cu-tru': 'M4 11l8-7 8 7M6 9.5V20h12V9.5M10 20v-6h4v6',
  'can-cuoc': 'M3 6h18v12H3V6zM8 13a2 2 0 100-4 2 2 0 000 4zM5.5 16a3 3 0 015 0M14 10h4M14 13h4',
  'dinh-danh': 'M7 3h10v18H7V3zM11 18h2M10 8.5a2 2 0 114 0 2 2 0 01-4 0zM9.5 14a2.6 2.6 0 015 0',
  'dang-ky-xe': 'M4 16v-4l2-5h12l2 5v4M4 16h16M4 12h16M7 16v2M17 16v2M7.5 14h.01M16.5 14h.01',
  gplx: 'M3 6h18v12H3V6zM6 10h5M6 13h3M16 15a3 3 0 100-6 3 3 0 000 6zM16 12h.01',
  'xuat-nhap-canh': 'M6 3h12v18H6V3zM12 14a3 3 0 100-6 3 3 0 000 6zM9 11h6M9.5 17.5h5',
  'ly-lich-tu-phap': 'M6 3h9l3 3v15H6V3zM9 9h6M9 12.5h6M9 16h3',
  antt: 'M4 10h16l-1.5-5h-13L4 10zM5 10v10h14V10M9 20v-5h6v5',
  'con-dau': 'M9 13c0-3-1.5-4-1.5-6a4.5 4.5 0 019 0c0 2-1.5 3-1.5 6M5 13h14v4H5v-4zM5 20h14',
  'vu-khi': 'M5 5l9 9M5 5v4l7 7M12 16l4 4 4-4-4-4M5 19l4-4',
  pccc: 'M12 21a6 6 0 006-6c0-4-3-5-4-9-2 1-3 3-3 5-1-.5-1.5-1.5-1.5-2.5C7.5 10.5 6 12.5 6 15a6 6 0 006 6z',
  'to-giac': 'M4 5h16v11H9l-5 4V5zM12 8v3.5M12 13.7v.1',
};

const anyPaper = 'M6 3h9l3 3v15H6V3zM9 10h6M9 14h6';

/** Decoration beside the group's name. A group that a pack has added gets a sheet of paper. */
export function GroupIcon({ group, size = 28 }: { group: string; size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      style={{ flex: 'none' }}
    >
      <path d={drawings[group] ?? anyPaper} />
    </svg>
  );
}
