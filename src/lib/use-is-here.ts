import { type RefObject, useEffect, useRef } from 'react';

/** `current`: the component is still on the screen. What is answered later must not take the person away from where they have gone. */
export function useIsHere(): Readonly<RefObject<boolean>> {
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  return isHere;
}
