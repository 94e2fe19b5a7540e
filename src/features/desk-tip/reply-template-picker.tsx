import { useEffect, useState } from 'react';
import type { ReplyTemplates } from '#contract/reply-templates.ts';
import type { DeskTip } from '#contract/staff.ts';
import type { DeskApi } from '../../api/desk.ts';
import { deskTipText } from '../../text/vi-desk-tip.ts';
import { SelectField } from '../../ui/field.tsx';
import { type FormMove, withTemplate } from './move-form.rules.ts';

const words = deskTipText.templates;

type Props = {
  tip: DeskTip;
  desk: DeskApi;
  move: FormMove;
  text: string;
  onText: (text: string) => void;
};

/** What the reply may begin with. Writing waits for none of it: until it has come, and when it does not, the field alone is there. */
export function ReplyTemplatePicker({ tip, desk, move, text, onText }: Props) {
  const [items, setItems] = useState<ReplyTemplates['items'] | null>(null);
  const [isFailed, setIsFailed] = useState(false);
  const query = new URLSearchParams({ category: tip.category.id, unit: tip.unit.id, code: tip.code });
  const path = `/templates?${query}`;

  useEffect(() => {
    let isGone = false;
    void desk.ask<ReplyTemplates>(path).then((result) => {
      if (isGone) return;
      setIsFailed(!result.ok);
      if (result.ok) setItems(result.value.items);
    });
    return () => {
      isGone = true;
    };
  }, [desk, path]);

  if (isFailed) return <p>{words.failed}</p>;
  const fitting = (items ?? []).filter((item) => item.move === move);
  if (fitting.length === 0) return null;
  const chosen = fitting.find((item) => item.text === text);
  return (
    <SelectField
      name="template"
      label={words.label}
      hint={words.hint}
      placeholder={words.none}
      options={fitting.map(({ id, name }) => ({ value: id, label: name }))}
      value={chosen?.id ?? ''}
      onChange={(id) => {
        const picked = fitting.find((item) => item.id === id);
        if (picked) {
          onText(
            withTemplate(
              text,
              picked.text,
              fitting.map((item) => item.text),
            ),
          );
        }
      }}
    />
  );
}
