import { paths } from '../../text/paths.ts';
import { text } from '../../text/vi.ts';
import { LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Screen } from '../../ui/screen.tsx';

export default function NotFoundPage() {
  return (
    <Screen name={text.notFound.name} heading={text.notFound.heading}>
      <EmptyState drawing="signpost" text={text.notFound.body}>
        <LinkButton look="primary" to={paths.home}>
          {text.notFound.home}
        </LinkButton>
      </EmptyState>
    </Screen>
  );
}
