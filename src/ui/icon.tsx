/** Drawn here because Zalo's icon font comes from another host and shows its names when that host is away. */
const paths = {
  back: 'M15 5l-7 7 7 7',
  forward: 'M9 5l7 7-7 7',
  down: 'M6 9l6 6 6-6',
  phone: 'M6.5 3.5h3l1.5 4-2 1.5a12 12 0 006 6l1.5-2 4 1.5v3a2 2 0 01-2.2 2A17 17 0 014.5 5.7a2 2 0 012-2.2z',
  siren: 'M6 18v-5a6 6 0 0112 0v5M4 21h16M12 2v2M4.2 5.2l1.4 1.4M19.8 5.2l-1.4 1.4M9 13a3 3 0 013-3',
  message: 'M4 5h16v11H9l-5 4V5zM8 9h8M8 12.5h5',
  search: 'M10.5 17a6.5 6.5 0 100-13 6.5 6.5 0 000 13zM15.5 15.5L21 21',
  place: 'M12 21s7-6.2 7-11.5A7 7 0 005 9.5C5 14.8 12 21 12 21zM12 12a2.5 2.5 0 100-5 2.5 2.5 0 000 5z',
  camera: 'M4 8h3l2-3h6l2 3h3v11H4V8zM12 16.5a3.5 3.5 0 100-7 3.5 3.5 0 000 7z',
  album: 'M4 5h16v14H4V5zM4 16l5-5 4 4 3-3 4 4M15.5 9.5h.01',
  close: 'M6 6l12 12M18 6L6 18',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  warning: 'M12 4l9 16H3L12 4zM12 10v4.5M12 17.2v.1',
  info: 'M12 21a9 9 0 100-18 9 9 0 000 18zM12 11v5M12 7.8v.1',
  shield: 'M12 3l8 3v6c0 4.6-3.4 7.9-8 9-4.6-1.1-8-4.4-8-9V6l8-3zM8.5 12l2.5 2.5 4.5-4.5',
  copy: 'M9 9h10v11H9V9zM15 9V4H5v11h4',
  download: 'M12 4v11M7.5 11L12 15.5 16.5 11M5 20h14',
  retry: 'M19 12a7 7 0 11-2-4.9M19 3.5V8h-4.5',
  globe: 'M12 21a9 9 0 100-18 9 9 0 000 18zM3.5 12h17M12 3c4.5 5 4.5 13 0 18M12 3c-4.5 5-4.5 13 0 18',
  outside: 'M13 5h6v6M19 5l-9 9M16 14v5H5V8h5',
  list: 'M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01',
  paper: 'M6 3h8l4 4v14H6V3zM9 11h6M9 15h6',
  news: 'M4 5h13v14H6a2 2 0 01-2-2V5zM17 9h3v8a2 2 0 01-3 2M7.5 9h6M7.5 12.5h6M7.5 16h3',
  more: 'M4.5 12a.5.5 0 101 0 .5.5 0 10-1 0zM11.5 12a.5.5 0 101 0 .5.5 0 10-1 0zM18.5 12a.5.5 0 101 0 .5.5 0 10-1 0z',
  plus: 'M12 5v14M5 12h14',
  edit: 'M5 19h3l10-10-3-3L5 16v3z',
  clock: 'M12 21a9 9 0 100-18 9 9 0 000 18zM12 7v5.5l3.5 2',
  bell: 'M6 17V11a6 6 0 0112 0v6l1.5 1.5h-15L6 17zM10 21h4',
  bellOff: 'M6 17V11a6 6 0 018-5.6M18 12v5l1.5 1.5H8M10 21h4M4 4l16 16',
  lock: 'M6 11h12v9H6v-9zM8.5 11V8a3.5 3.5 0 017 0v3M12 15v2',
  person: 'M12 12a4 4 0 100-8 4 4 0 000 8zM4.5 20.5a7.5 7.5 0 0115 0',
  filter: 'M4 6h16M7 12h10M10 18h4',
  offline: 'M3 3l18 18M8.5 15.5a5 5 0 016 -.6M5.5 12a9.5 9.5 0 014-2.3M13 9.2a9.5 9.5 0 015.5 2.8M12 19v.1',
} as const;

export type IconName = keyof typeof paths;

/** Decoration beside words; it says nothing by itself. Size in CSS pixels. */
export function Icon({ name, size = 24 }: { name: IconName; size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      style={{ flex: 'none' }}
    >
      <path d={paths[name]} />
    </svg>
  );
}
