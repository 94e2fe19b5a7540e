import { useState } from 'react';
import { deskNewsText } from '../../text/vi-desk-news.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { focusField, TextArea } from '../../ui/field.tsx';
import { Actions } from '../../ui/screen.tsx';

const words = deskNewsText.acts;

/** Words that go with a move; `question`: what cannot be taken back is asked about once more. */
export function RemarkPanel(props: {
  label: string;
  hint?: string;
  yes: string;
  question?: string;
  isBusy: boolean;
  onSend: (remark: string) => void;
  onCancel: () => void;
}) {
  const { question } = props;
  const [remark, setRemark] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const [isAsking, setIsAsking] = useState(false);
  const send = () => {
    const isEmpty = remark.trim() === '';
    setIsMissing(isEmpty);
    if (isEmpty) return focusField('remark');
    if (question === undefined) props.onSend(remark.trim());
    else setIsAsking(true);
  };
  return (
    <>
      <TextArea
        name="remark"
        label={props.label}
        hint={props.hint}
        isShort
        value={remark}
        error={isMissing && remark.trim() === '' ? words.empty : undefined}
        onChange={setRemark}
      />
      <Actions>
        <Button
          look={question === undefined ? 'primary' : 'danger'}
          wide
          inactive={props.isBusy}
          onPress={send}
        >
          {props.yes}
        </Button>
        <Button look="plain" wide onPress={props.onCancel}>
          {words.cancel}
        </Button>
      </Actions>
      <ConfirmDialog
        isOpen={isAsking}
        heading={question ?? ''}
        body={props.hint ?? ''}
        yes={props.yes}
        no={words.no}
        isDangerous
        onYes={() => {
          setIsAsking(false);
          props.onSend(remark.trim());
        }}
        onNo={() => setIsAsking(false)}
      />
    </>
  );
}
