import { keptSetting, type SandboxDatabase, writeSetting } from './sandbox.database.ts';

export type MiniAppNotification = {
  readonly key: string;
  readonly at: string;
  readonly templateId: string;
  readonly templateData: Readonly<Record<string, string>>;
};
type Row = { user_key: string; at: string; template_id: string; data: string };

const listCountMax = 200;

export type NotificationStore = ReturnType<typeof createNotificationStore>;

/** Notifications of the Mini App, and whether this server's address is on its allow-list. */
export function createNotificationStore(database: SandboxDatabase) {
  const statements = {
    insert: database.prepare(
      'insert into notifications (at, user_key, template_id, data) values (?, ?, ?, ?)',
    ),
    list: database.prepare<[string, number], Row>(
      'select user_key, at, template_id, data from notifications where user_key = ? order by seq desc limit ?',
    ),
  };
  return {
    append({ key, at, templateId, templateData }: MiniAppNotification): void {
      statements.insert.run(at, key, templateId, JSON.stringify(templateData));
    },
    /** Newest first. */
    list: (key: string): object[] =>
      statements.list.all(key, listCountMax).map((row) => ({
        user: row.user_key,
        at: row.at,
        templateId: row.template_id,
        templateData: JSON.parse(row.data),
      })),
    isServerAllowed: (): boolean => keptSetting(database, 'mini.server', () => 'allowed') === 'allowed',
    allowServer(isAllowed: boolean): void {
      writeSetting(database, 'mini.server', isAllowed ? 'allowed' : 'refused');
    },
  };
}
