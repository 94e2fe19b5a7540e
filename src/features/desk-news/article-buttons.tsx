import { useState } from 'react';
import type { StaffArticle } from '#contract/news.ts';
import type { ArticleAct } from '#contract/vocabulary.ts';
import { deskNewsText } from '../../text/vi-desk-news.ts';
import { Button, type ButtonLook } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import type { IconName } from '../../ui/icon.tsx';
import { Actions } from '../../ui/screen.tsx';

const words = deskNewsText.acts;

/** What is done with words or a date, behind a button. */
export type ArticlePanel = 'send-back' | 'publish' | 'withdraw' | 'broadcast';
/** What is done by pressing alone. */
export type PressedAct = Exclude<ArticleAct, 'edit' | 'broadcast'>;

/** A button for each thing that this person may do with the article now, the next step first. */
export function ArticleButtons(props: {
  article: StaffArticle;
  isBusy: boolean;
  /** How many units below could show it at their OA. */
  oasBelow: number;
  onEdit: () => void;
  onPanel: (panel: ArticlePanel) => void;
  /** `said`: in words, once it is done. */
  onMove: (act: PressedAct, said: string, body?: object) => void;
}) {
  const { article, oasBelow } = props;
  const can = (act: ArticleAct) => article.can.includes(act);
  return (
    <Actions>
      {can('approve') && (
        <Asked
          icon="check"
          label={words.approve}
          heading={words.approveQuestion}
          body={words.approveBody(article.text.title)}
          yes={words.approveYes}
          onYes={() => props.onMove('approve', words.approved)}
        />
      )}
      {can('publish') && (
        <Button icon="news" wide onPress={() => props.onPanel('publish')}>
          {words.publish}
        </Button>
      )}
      {can('submit') && (
        <Button
          icon="forward"
          wide
          inactive={props.isBusy}
          onPress={() => props.onMove('submit', words.submitted)}
        >
          {words.submit}
        </Button>
      )}
      {can('edit') && (
        <Button look="secondary" icon="edit" wide onPress={props.onEdit}>
          {article.publishedVersion > 0 ? words.correct : words.edit}
        </Button>
      )}
      {can('send-back') && (
        <Button look="secondary" icon="back" wide onPress={() => props.onPanel('send-back')}>
          {words.sendBack}
        </Button>
      )}
      {can('oa-article') && !isAtOwnOa(article) && (
        <Asked
          look="secondary"
          icon="outside"
          label={words.oaArticle}
          heading={words.oaQuestion}
          body={words.oaBody}
          yes={words.oaArticle}
          onYes={() => props.onMove('oa-article', words.oaSent)}
        />
      )}
      {can('oa-article') && oasBelow > 0 && (
        <Asked
          look="secondary"
          icon="outside"
          label={words.oaBelow(oasBelow)}
          heading={words.oaBelowQuestion}
          body={words.oaBelowBody(oasBelow)}
          yes={words.oaBelow(oasBelow)}
          onYes={() => props.onMove('oa-article', words.oaSent, { toUnitsBelow: true })}
        />
      )}
      {can('broadcast') && (
        <Button look="secondary" icon="bell" wide onPress={() => props.onPanel('broadcast')}>
          {words.broadcast}
        </Button>
      )}
      {can('discard') && (
        <Asked
          look="secondary"
          label={words.discard}
          heading={words.discardQuestion}
          body={words.discardBody}
          yes={words.discard}
          onYes={() => props.onMove('discard', words.discarded)}
        />
      )}
      {can('withdraw') && (
        <Button look="plain" icon="close" wide onPress={() => props.onPanel('withdraw')}>
          {words.withdraw}
        </Button>
      )}
    </Actions>
  );
}

const isAtOwnOa = ({ unit, deliveries }: StaffArticle): boolean =>
  deliveries.some(
    ({ kind, state, ...each }) => kind === 'create' && state !== 'parked' && each.unit.id === unit.id,
  );

/** A button whose press is asked about once more. */
function Asked(props: {
  look?: ButtonLook;
  icon?: IconName;
  label: string;
  heading: string;
  body: string;
  yes: string;
  onYes: () => void;
}) {
  const [isAsking, setIsAsking] = useState(false);
  const { look = 'primary', icon } = props;
  return (
    <>
      <Button look={look} {...(icon ? { icon } : {})} wide onPress={() => setIsAsking(true)}>
        {props.label}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        heading={props.heading}
        body={props.body}
        yes={props.yes}
        no={words.no}
        onYes={() => {
          setIsAsking(false);
          props.onYes();
        }}
        onNo={() => setIsAsking(false)}
      />
    </>
  );
}
