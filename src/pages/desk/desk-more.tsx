import { deskText } from '../../text/vi-desk.ts';
import { RowLink, RowList, RowTitle } from '../../ui/row-list.tsx';
import { Screen } from '../../ui/screen.tsx';
import type { NavItem } from './desk-frame.tsx';

/** The parts of the desk that have no room in a phone's bar. */
export function DeskMore({ items }: { items: readonly NavItem[] }) {
  return (
    <Screen name={deskText.nav.more} heading={deskText.nav.more}>
      <RowList label={deskText.nav.label}>
        {items.map(({ path, label, icon }) => (
          <RowLink key={path} to={path} icon={icon}>
            <RowTitle>{label}</RowTitle>
          </RowLink>
        ))}
      </RowList>
    </Screen>
  );
}
