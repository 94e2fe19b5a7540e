import { paths } from '../../text/paths.ts';
import { text } from '../../text/vi.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Actions, Screen } from '../../ui/screen.tsx';

export default function NotFoundPage() {
  return (
    <Screen name={text.notFound.name} heading={text.notFound.heading} lead={text.notFound.body}>
      <Actions>
        <LinkButton look="primary" to={paths.home}>
          {text.notFound.home}
        </LinkButton>
      </Actions>
    </Screen>
  );
}
