import { useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';

const handedKey = /^#vao=([\w:%-]{1,200})$/;

/**
 * A key that the sandbox's page has handed over behind the `#` of the address, where no server and no log sees it. It is taken out of
 * the address at once; what it is good for is the caller's to decide.
 */
export function useHandedKey(): string | null {
  const { pathname, search, hash } = useLocation();
  const navigate = useNavigate();
  const [key, setKey] = useState<string | null>(null);

  useEffect(() => {
    const [, handed] = handedKey.exec(hash) ?? [];
    if (hash === '') return;
    navigate({ pathname, search }, { replace: true });
    if (handed !== undefined) setKey(decoded(handed));
  }, [pathname, search, hash, navigate]);

  return key;
}

/** A link that is cut off in the middle of a letter is no key, and no reason to fail. */
function decoded(handed: string): string | null {
  try {
    return decodeURIComponent(handed);
  } catch {
    return null;
  }
}
