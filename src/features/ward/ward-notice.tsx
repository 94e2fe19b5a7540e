import { useAtomValue, useSetAtom } from '../../lib/store.ts';
import { localName } from '../../text/content-words.ts';
import { paths } from '../../text/paths.ts';
import { text } from '../../text/vi.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Actions } from '../../ui/screen.tsx';
import { chooseUnitAtom, dismissWardNoticeAtom, wardNoticeAtom } from './ward.atoms.ts';

/** What a link told about its ward: a change of name, a question, or that it leads nowhere. */
export function LinkedWardNotice() {
  const notice = useAtomValue(wardNoticeAtom);
  const choose = useSetAtom(chooseUnitAtom);
  const dismiss = useSetAtom(dismissWardNoticeAtom);
  if (!notice) return null;

  if (notice.kind === 'divided') {
    return (
      <Notice tone="warning" announce="politely">
        <p>{text.linkedWard.divided(localName(notice.formerName))}</p>
        <Actions>
          {notice.heirs.map((heir) => (
            <Button key={heir.id} look="secondary" onPress={() => choose(heir.id)}>
              {localName(heir.name)}
            </Button>
          ))}
        </Actions>
      </Notice>
    );
  }
  if (notice.kind === 'moved') {
    return (
      <Notice tone="info" announce="politely">
        <p>{text.linkedWard.moved(localName(notice.formerName), localName(notice.unitName))}</p>
        <Button look="secondary" onPress={() => dismiss()}>
          {text.app.close}
        </Button>
      </Notice>
    );
  }
  return (
    <Notice tone="warning" announce="politely">
      <p>{notice.kind === 'unknown-link' ? text.linkedWard.unknownLink : text.linkedWard.lookupFailed}</p>
      <LinkButton to={paths.chooseWard}>{text.linkedWard.chooseFromList}</LinkButton>
    </Notice>
  );
}
