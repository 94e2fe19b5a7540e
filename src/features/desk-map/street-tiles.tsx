import { useEffect, useMemo, useState } from 'react';
import type { DeskApi } from '../../api/desk.ts';
import { type PlacedTile, type Point, tilesFor } from './point-map.rules.ts';

/** Street pictures under the outlines. One that does not come leaves the land as it is drawn. */
export function StreetTiles(props: { desk: DeskApi; center: Point; radius: number; zoomMax: number }) {
  const { lat, lng } = props.center;
  const tiles = useMemo(
    () => tilesFor({ lat, lng }, props.radius, props.zoomMax),
    [lat, lng, props.radius, props.zoomMax],
  );
  return tiles.map((tile) => (
    <StreetTile key={`${tile.z}/${tile.x}/${tile.y}`} tile={tile} desk={props.desk} />
  ));
}

function StreetTile({ tile, desk }: { tile: PlacedTile; desk: DeskApi }) {
  const { z, x, y, left, top, size } = tile;
  const [url, setUrl] = useState<string | null>(null);

  useEffect(() => {
    let made: string | null = null;
    let isGone = false;
    void desk.tile(z, x, y).then((result) => {
      if (!result.ok || isGone) return;
      made = URL.createObjectURL(result.value);
      setUrl(made);
    });
    return () => {
      isGone = true;
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [desk, z, x, y]);

  if (url === null) return null;
  // A hair's breadth larger, so that no seam shows.
  return <image href={url} x={left} y={top} width={size * 1.004} height={size * 1.004} />;
}
