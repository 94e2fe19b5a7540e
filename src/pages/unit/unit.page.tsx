import { useCallback, useEffect, useState } from 'react';
import { useNavigate, useParams } from 'react-router-dom';
import type { UnitDetail, UnitSummary } from '#contract/portal.ts';
import { portalAtom } from '../../api/portal.ts';
import type { ApiProblem, ApiResult } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { getUnit } from '../../api/units.ts';
import { AreaOfficers } from '../../features/channels/area-officers.tsx';
import { UnitChannel } from '../../features/channels/unit-channel.tsx';
import { UnitCode } from '../../features/channels/unit-code.tsx';
import { FormerUnitNotice, UnitFacts } from '../../features/channels/unit-facts.tsx';
import { UnitHotlines } from '../../features/hotlines/unit-hotlines.tsx';
import { chooseUnitAtom } from '../../features/ward/ward.atoms.ts';
import { useAtomValue, useSetAtom } from '../../lib/store.ts';
import { localised } from '../../text/content-words.ts';
import { paths } from '../../text/paths.ts';
import { channelText } from '../../text/vi-channels.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Card, Loading, Screen } from '../../ui/screen.tsx';

const words = channelText.unit;

export default function UnitPage() {
  const { id = '' } = useParams();
  return <Unit key={id} id={id} />;
}

/** One unit. What the portal tells of it stands there at once, and without a line; the rest comes from the server. */
function Unit({ id }: { id: string }) {
  const { detail, retry } = useUnitDetail(id);
  const units = useAtomValue(portalAtom)?.units;
  const listed = units?.find((unit) => unit.id === id);
  const known: UnitSummary | undefined = listed ?? (detail?.ok ? localised(detail.value) : undefined);

  if (!known) {
    return (
      <Screen key="unknown" name={words.name} heading={words.name}>
        {detail && !detail.ok ? (
          <UnknownUnit problem={detail.problem} onRetry={retry} />
        ) : (
          <Loading text={words.loading} />
        )}
      </Screen>
    );
  }
  if (detail?.ok && detail.value.successors.length > 0) {
    return (
      <Screen key="former" name={words.name} heading={known.name}>
        <FormerUnitNotice unit={localised(detail.value)} />
      </Screen>
    );
  }
  return (
    <Screen key="unit" name={words.name} heading={known.name}>
      {known.type === 'ward' && <SendTipHere unitId={id} />}
      {known.hotlines.length > 0 ? (
        <UnitHotlines unit={known} heading={words.phones} />
      ) : (
        <Card>
          <p>{words.noPhone}</p>
        </Card>
      )}
      <UnitChannel unit={known} />
      <UnitFacts
        unit={known}
        detail={detail?.ok ? localised(detail.value) : null}
        parent={units?.find((unit) => unit.id === known.parentId)}
      />
      {detail?.ok && <AreaOfficers officers={detail.value.areaOfficers} />}
      <UnitCode unit={known} />
      {!detail && <Loading text={words.loading} />}
      {detail && !detail.ok && (
        <FailedNotice lead={words.detailsFailed} {...problemText(detail.problem)} onRetry={retry} />
      )}
    </Screen>
  );
}

function useUnitDetail(id: string): { detail: ApiResult<UnitDetail> | null; retry: () => void } {
  const [detail, setDetail] = useState<ApiResult<UnitDetail> | null>(null);
  const load = useCallback(async () => {
    setDetail(null);
    setDetail(await getUnit(id));
  }, [id]);
  useEffect(() => {
    void load();
  }, [load]);
  return { detail, retry: () => void load() };
}

function UnknownUnit({ problem, onRetry }: { problem: ApiProblem; onRetry: () => void }) {
  const isUnknown = problem.kind === 'refused' && problem.code === 'unit_not_found';
  return (
    <>
      {isUnknown ? <p>{words.notFound}</p> : <FailedNotice {...problemText(problem)} onRetry={onRetry} />}
      <LinkButton to={paths.channels}>{words.toList}</LinkButton>
    </>
  );
}

/** The person's own ward becomes this one, as by a link or QR code that names it. */
function SendTipHere({ unitId }: { unitId: string }) {
  const choose = useSetAtom(chooseUnitAtom);
  const navigate = useNavigate();
  return (
    <Button
      icon="message"
      wide
      onPress={() => {
        choose(unitId);
        navigate(paths.sendTip, { state: { isNew: true } });
      }}
    >
      {words.sendTip}
    </Button>
  );
}
