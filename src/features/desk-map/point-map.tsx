import { useEffect, useState } from 'react';
import type { DeskMap } from '#contract/desk.ts';
import type { DeskApi } from '../../api/desk.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { distanceText } from '../../lib/distance-text.ts';
import { useAtomValue } from '../../lib/store.ts';
import { platformAtom } from '../../platform/platform.atom.ts';
import { deskMapText } from '../../text/vi-desk-map.ts';
import { Button, OutsideLink } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import styles from './point-map.module.css';
import { drawLands, type Point, projectionAround, scaleBarMetres } from './point-map.rules.ts';
import { StreetTiles } from './street-tiles.tsx';

const words = deskMapText;

/** Half a side of what is shown, in metres, from a street corner to several wards. */
const radii = [150, 300, 700, 1_500, 3_500] as const;
const firstRadius = 2;

type Shown = {
  point: PlacedPoint;
  /** Where somebody was before, the oldest first. */
  trail?: readonly Point[];
  ownUnitId: string;
  desk: DeskApi;
  place: string;
};

type PlacedPoint = Point & { accuracyM: number | null };

/**
 * Where something happened: drawn here from the pack's own outlines, so that nobody else learns of it; other maps only at a press.
 * `place` is how it is read aloud.
 */
export function PointMap(props: Shown) {
  return (
    <>
      <Drawing {...props} />
      <PointActions point={props.point} />
    </>
  );
}

function Drawing(props: Shown) {
  const { point, desk } = props;
  const { map, problem, retry } = useDeskMap(desk);
  const [step, setStep] = useState<number>(firstRadius);
  const radius = radii[step] ?? radii[firstRadius];
  if (problem) {
    return (
      <Notice tone="warning">
        <p>{words.failed}</p>
        <Button look="secondary" icon="retry" onPress={retry}>
          {words.retry}
        </Button>
      </Notice>
    );
  }
  return (
    <figure className={styles.map}>
      <svg
        role="img"
        aria-label={words.alt(props.place)}
        viewBox={`${-radius} ${-radius} ${2 * radius} ${2 * radius}`}
        className={styles.drawing}
      >
        {map?.tiles && <StreetTiles desk={desk} center={point} radius={radius} zoomMax={map.tiles.zoomMax} />}
        {map && <Lands map={map} center={point} radius={radius} ownUnitId={props.ownUnitId} />}
        {props.trail && <Trail trail={props.trail} center={point} radius={radius} />}
        <PointMark accuracyM={point.accuracyM} radius={radius} />
        <Frame radius={radius} />
      </svg>
      <div className={styles.zoom}>
        <button
          type="button"
          aria-label={words.closer}
          aria-disabled={step === 0 || undefined}
          onClick={() => setStep(Math.max(0, step - 1))}
        >
          +
        </button>
        <button
          type="button"
          aria-label={words.wider}
          aria-disabled={step === radii.length - 1 || undefined}
          onClick={() => setStep(Math.min(radii.length - 1, step + 1))}
        >
          −
        </button>
      </div>
      <figcaption className={styles.soft}>
        {words.noLegalForce} {map?.tiles?.credit}
      </figcaption>
    </figure>
  );
}

function Lands(props: { map: DeskMap; center: Point; radius: number; ownUnitId: string }) {
  const { radius } = props;
  const lands = drawLands(props.map.lands, props.center, radius, props.ownUnitId);
  const hasStreets = props.map.tiles !== null;
  return (
    <>
      {lands.map(({ name, isServed, isOwn, path }) => (
        <path
          key={`${name}:${isServed}`}
          d={path}
          fillRule="evenodd"
          className={isOwn ? styles.ownLand : isServed ? styles.land : styles.otherLand}
          fillOpacity={hasStreets ? 0.15 : 1}
          strokeWidth={radius / 90}
        />
      ))}
      {lands.map(
        ({ name, isServed, label }) =>
          label && (
            <text
              key={`${name}:${isServed}`}
              x={label.x}
              y={label.y}
              fontSize={radius / 9}
              strokeWidth={radius / 40}
              className={styles.landName}
            >
              {name}
            </text>
          ),
      )}
    </>
  );
}

function Trail({ trail, center, radius }: { trail: readonly Point[]; center: Point; radius: number }) {
  const corners = trail.map(projectionAround(center)).map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`);
  return <polyline points={corners.join(' ')} className={styles.trail} strokeWidth={radius / 50} />;
}

function PointMark({ accuracyM, radius }: { accuracyM: number | null; radius: number }) {
  return (
    <>
      {accuracyM !== null && <circle r={accuracyM} className={styles.accuracy} strokeWidth={radius / 120} />}
      <circle r={radius / 22} className={styles.point} strokeWidth={radius / 60} />
    </>
  );
}

/** North and scale. */
function Frame({ radius }: { radius: number }) {
  const metres = scaleBarMetres(radius);
  const margin = radius / 12;
  const size = radius / 9;
  return (
    <>
      <g transform={`translate(${-radius + 2 * margin} ${-radius + 1.6 * margin})`} className={styles.frame}>
        <path d={`M0 ${-margin}L${margin / 2} ${margin / 2}L0 ${margin / 5}L${-margin / 2} ${margin / 2}Z`} />
        <text y={margin * 1.7} fontSize={size} strokeWidth={radius / 40} className={styles.landName}>
          {words.north}
        </text>
      </g>
      <g transform={`translate(${-radius + margin} ${radius - margin})`} className={styles.frame}>
        <path
          d={`M0 ${-margin / 2}V0H${metres}V${-margin / 2}`}
          fill="none"
          strokeWidth={radius / 60}
          className={styles.scaleBar}
        />
        <text
          x={metres / 2}
          y={-margin / 2}
          fontSize={size}
          strokeWidth={radius / 40}
          className={styles.landName}
        >
          {distanceText(metres)}
        </text>
      </g>
    </>
  );
}

function PointActions({ point }: { point: Point }) {
  const platform = useAtomValue(platformAtom);
  const [said, setSaid] = useState<string | null>(null);
  const coordinates = `${point.lat.toFixed(6)}, ${point.lng.toFixed(6)}`;
  const address = `https://www.google.com/maps/search/?api=1&query=${point.lat},${point.lng}`;
  const copy = async () => {
    const outcome = await platform.copyText(coordinates);
    setSaid(outcome.kind === 'ok' ? words.copied : words.copyFailed);
  };
  return (
    <>
      <p className={styles.figures}>{coordinates}</p>
      <div className={styles.line}>
        <Button look="secondary" icon="copy" onPress={() => void copy()}>
          {words.copy}
        </Button>
        <OutsideLink href={address} onOpen={() => void platform.openOutside(address)}>
          {words.outside}
        </OutsideLink>
      </div>
      <p className={styles.soft}>{words.outsideHint}</p>
      <StatusLine>{said}</StatusLine>
    </>
  );
}

/** The land is the same for the whole watch: asked once for each desk. */
const maps = new WeakMap<DeskApi, Promise<DeskMap | ApiProblem>>();

function useDeskMap(desk: DeskApi): { map: DeskMap | null; problem: ApiProblem | null; retry: () => void } {
  const [map, setMap] = useState<DeskMap | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [tries, setTries] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another try is another request
  useEffect(() => {
    let isGone = false;
    const asked = maps.get(desk) ?? desk.map().then((result) => (result.ok ? result.value : result.problem));
    maps.set(desk, asked);
    void asked.then((answer) => {
      if ('kind' in answer) maps.delete(desk);
      if (isGone) return;
      setMap('kind' in answer ? null : answer);
      setProblem('kind' in answer ? answer : null);
    });
    return () => {
      isGone = true;
    };
  }, [desk, tries]);

  return { map, problem, retry: () => setTries((count) => count + 1) };
}
