import type { SearchIntent } from '#contract/procedure-search.ts';
import { paths } from '../../text/paths.ts';
import { text } from '../../text/vi.ts';
import { procedureText } from '../../text/vi-procedures.ts';
import { CallLink, LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Actions } from '../../ui/screen.tsx';

const words = procedureText.find;

/** What was typed asks for something that is no procedure: the right door, above whatever else was found. */
export function OtherDoor({ intent }: { intent: SearchIntent }) {
  switch (intent) {
    case 'sos':
      return (
        <Notice tone="danger" announce="now">
          <h2>{words.sosHeading}</h2>
          <p>{words.sosBody}</p>
          <Actions>
            <CallLink phone="113" wide>
              {text.app.call('113')}
            </CallLink>
            <LinkButton to={paths.sos} icon="siren" wide>
              {words.sosGo}
            </LinkButton>
            <CallLink phone="114" look="secondary" wide>
              {`${text.app.call('114')}: ${text.home.call114Hint.toLowerCase()}`}
            </CallLink>
            <CallLink phone="115" look="secondary" wide>
              {`${text.app.call('115')}: ${text.home.call115Hint.toLowerCase()}`}
            </CallLink>
          </Actions>
        </Notice>
      );
    case 'tip':
      return (
        <Notice tone="info" announce="politely">
          <h2>{words.tipHeading}</h2>
          <p>{words.tipBody}</p>
          <LinkButton to={paths.sendTip} look="primary" icon="message" wide state={{ isNew: true }}>
            {words.tipGo}
          </LinkButton>
        </Notice>
      );
    case 'hotline':
      return (
        <Notice tone="info" announce="politely">
          <h2>{words.hotlineHeading}</h2>
          <LinkButton to={paths.channels} look="primary" icon="phone" wide>
            {words.hotlineGo}
          </LinkButton>
        </Notice>
      );
  }
}
