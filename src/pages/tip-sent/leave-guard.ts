import { useEffect, useRef } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';

const isGuarded = (state: unknown): boolean =>
  typeof state === 'object' && state !== null && 'isGuarded' in state;

/**
 * While active, leaving asks first: by the back key (a second entry for the same address lies on the pile, so that the first press
 * only uncovers this one), by a link of the app, or by closing the page. Calling a number is not leaving.
 */
export function useLeaveGuard(isActive: boolean, onLeaving: () => void): void {
  useBackGuard(isActive, onLeaving);
  useLinkGuard(isActive, onLeaving);
  useClosingGuard(isActive);
}

function useBackGuard(isActive: boolean, onLeaving: () => void): void {
  const location = useLocation();
  const navigate = useNavigate();
  const guard = useRef<'none' | 'being-laid' | 'lies'>('none');

  useEffect(() => {
    if (!isActive) return;
    if (isGuarded(location.state)) {
      guard.current = 'lies';
      return;
    }
    if (guard.current === 'being-laid') return;
    if (guard.current === 'lies') onLeaving();
    guard.current = 'being-laid';
    navigate(location.pathname, { state: { isGuarded: true } });
  }, [isActive, location, navigate, onLeaving]);
}

function useLinkGuard(isActive: boolean, onLeaving: () => void): void {
  useEffect(() => {
    if (!isActive) return;
    const ask = (event: MouseEvent) => {
      // A link that no person pressed is the platform saving a picture.
      if (!event.isTrusted) return;
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
      if (!link || /^(tel:|#)/.test(link.getAttribute('href') ?? '')) return;
      event.preventDefault();
      event.stopPropagation();
      onLeaving();
    };
    // Before React's own listener sees it.
    document.addEventListener('click', ask, true);
    return () => document.removeEventListener('click', ask, true);
  }, [isActive, onLeaving]);
}

function useClosingGuard(isActive: boolean): void {
  useEffect(() => {
    if (!isActive) return;
    const ask = (event: BeforeUnloadEvent) => {
      event.preventDefault();
      event.returnValue = '';
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isActive]);
}
