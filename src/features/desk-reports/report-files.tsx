import { useState } from 'react';
import type { DeskApi } from '../../api/desk.ts';
import { getReportFile, type ReportAsked } from '../../api/desk-reports.ts';
import { problemText } from '../../api/problem-text.ts';
import { useAtomValue } from '../../lib/store.ts';
import { platformAtom } from '../../platform/platform.atom.ts';
import { deskReportText } from '../../text/vi-desk-reports.ts';
import { Button } from '../../ui/button.tsx';
import { Loading } from '../../ui/screen.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import styles from './desk-reports.module.css';
import type { Days } from './report-period.rules.ts';

const words = deskReportText;
const formats = ['pdf', 'xlsx', 'csv'] as const;

/** The same report as files, put among the phone's own. */
export function ReportFiles({ desk, asked, days }: { desk: DeskApi; asked: ReportAsked; days: Days }) {
  const platform = useAtomValue(platformAtom);
  const [isSaving, setIsSaving] = useState(false);
  const [said, setSaid] = useState<string | null>(null);

  const save = async (format: (typeof formats)[number]) => {
    setIsSaving(true);
    setSaid(null);
    const result = await getReportFile(desk, asked, format);
    if (result.ok) {
      const name = `bao-cao-${asked.unit}-${days.first}-${days.last}.${format}`;
      const outcome = await platform.saveDocument(result.value, name);
      if (outcome.kind === 'ok') setSaid(words.saved);
      if (outcome.kind === 'unavailable') setSaid(words.saveFailed);
    } else {
      setSaid(`${words.saveFailed} ${problemText(result.problem).message}`);
    }
    setIsSaving(false);
  };

  return (
    <section className={styles.section}>
      <h2>{words.files}</h2>
      {isSaving ? (
        <Loading text={words.saving} />
      ) : (
        <div className={styles.files}>
          {formats.map((format) => (
            <Button key={format} look="secondary" icon="download" onPress={() => void save(format)}>
              {words.file[format]}
            </Button>
          ))}
        </div>
      )}
      <StatusLine>{said}</StatusLine>
    </section>
  );
}
