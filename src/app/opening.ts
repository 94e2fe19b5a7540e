import { useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { openPortalAtom, portalStateAtom, refreshPortalAtom } from '../api/portal.ts';
import { settleUnitAtom } from '../features/ward/ward.atoms.ts';
import { readWardHint, withoutWardHint } from '../features/ward/ward.rules.ts';
import { onLineChange } from '../lib/online.ts';
import { useAtomValue, useSetAtom } from '../lib/store.ts';
import { platformAtom } from '../platform/platform.atom.ts';

/** What happens when the app is opened or opened again: ask for the portal, follow the link's ward, listen for new links. */
export function useOpening(): void {
  useFreshPortal();
  useWardOfLink();
  useReopening();
}

/** Asked once at the start and again whenever the line returns while what is known is missing or old. */
function useFreshPortal(): void {
  const open = useSetAtom(openPortalAtom);
  const refresh = useSetAtom(refreshPortalAtom);
  const state = useAtomValue(portalStateAtom);
  const isWanting = state.kind !== 'ready' || state.stale;

  useEffect(() => {
    void open();
  }, [open]);

  useEffect(() => {
    if (!isWanting) return;
    return onLineChange(() => {
      if (navigator.onLine) void refresh();
    });
  }, [isWanting, refresh]);
}

function useWardOfLink(): void {
  const state = useAtomValue(portalStateAtom);
  const settle = useSetAtom(settleUnitAtom);
  const { pathname, search, hash } = useLocation();
  const navigate = useNavigate();
  const portal = state.kind === 'ready' ? state.portal : undefined;
  const hint = readWardHint(search);

  useEffect(() => {
    if (portal) void settle(hint);
  }, [portal, hint, settle]);

  useEffect(() => {
    if (portal && hint !== null) {
      navigate({ pathname, search: withoutWardHint(search), hash }, { replace: true });
    }
  }, [portal, hint, pathname, search, hash, navigate]);
}

function useReopening(): void {
  const platform = useAtomValue(platformAtom);
  const navigate = useNavigate();
  useEffect(() => platform.onReopened((path) => navigate(path)), [platform, navigate]);
}
