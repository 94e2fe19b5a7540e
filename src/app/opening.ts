import { useEffect, useRef } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { openPortalAtom, portalAtom, portalStateAtom, refreshPortalAtom } from '../api/portal.ts';
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

/** A link's ward is followed once, and then taken out of the address: going back must not undo a later choice. */
function useWardOfLink(): void {
  const portal = useAtomValue(portalAtom);
  const settle = useSetAtom(settleUnitAtom);
  const { pathname, search, hash, key } = useLocation();
  const navigate = useNavigate();
  const followedKey = useRef<string | null>(null);
  const hint = readWardHint(search);

  useEffect(() => {
    if (!portal) return;
    void settle(followedKey.current === key ? null : hint);
    if (hint === null) return;
    followedKey.current = key;
    // A press may have led on already to a screen that is still being fetched: what is drawn is then no longer where the person is.
    if (readWardHint(window.location.search) === hint) {
      navigate({ pathname, search: withoutWardHint(search), hash }, { replace: true });
    }
  }, [portal, hint, pathname, search, hash, key, settle, navigate]);
}

function useReopening(): void {
  const platform = useAtomValue(platformAtom);
  const navigate = useNavigate();
  useEffect(() => platform.onReopened((path) => navigate(path)), [platform, navigate]);
}
