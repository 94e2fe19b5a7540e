import { EraseMe } from '../../features/account/erase-me.tsx';
import { ForgetPhone } from '../../features/account/forget-phone.tsx';
import { TakeMyData } from '../../features/account/take-my-data.tsx';
import { LanguageButton } from '../../features/language/language-button.tsx';
import { PrivacyText } from '../../features/privacy/privacy-text.tsx';
import { basename } from '../../platform/surroundings.ts';
import { paths } from '../../text/paths.ts';
import { privacyText } from '../../text/vi-privacy.ts';
import { Screen } from '../../ui/screen.tsx';

/** How data is protected, how to get a copy of it, and how to have it erased: at the police, and on this phone. */
export default function PrivacyPage() {
  return (
    <Screen name={privacyText.page.name} heading={privacyText.page.heading}>
      <LanguageButton />
      <PrivacyText />
      <TakeMyData />
      <EraseMe />
      <ForgetPhone onForgotten={() => window.location.replace(`${basename()}${paths.home}`)} />
    </Screen>
  );
}
