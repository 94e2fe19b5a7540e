import sharp, { type Sharp } from 'sharp';

/** Words and numbers that a phone hides in a picture: none of them may be found in anything we make of it. */
export const hiddenWords = {
  make: 'SAMSUNG-MAKE-7731',
  serial: 'SERIAL-R58N40',
  owner: 'Nguyen Van Nguoi-Gui',
  description: 'Nha so 12 duong Le Trong Tan',
} as const;

/** A point in Tây Thạnh, written as a phone writes it: degrees, minutes, seconds as fractions. */
const gpsOfTayThanh = {
  GPSLatitudeRef: 'N',
  GPSLatitude: '10/1 48/1 4712/100',
  GPSLongitudeRef: 'E',
  GPSLongitude: '106/1 37/1 3011/100',
  GPSAltitude: '7/1',
};

/** The corners of the upright picture, as a person sees it. */
export const cornerColours = {
  topLeft: [220, 30, 30],
  topRight: [30, 200, 30],
  bottomLeft: [30, 30, 220],
  bottomRight: [230, 220, 30],
} as const;

export type PhonePhoto = {
  /** Writes EXIF with a position. Default true. */
  gps?: boolean;
  /** EXIF orientation, 1 to 8: how the camera was held. The upright picture is always the same. Default 1. */
  orientation?: number;
  /** 4:3. Default 0.4: enough for a picture that is not what a test is about. */
  megapixels?: number;
  quality?: number;
};

const made = new Map<string, Promise<Buffer>>();

/**
 * A JPEG like a phone's: gradients, blobs and sensor noise, so that it weighs what a photo weighs (12 megapixels: about 4 MB), with
 * EXIF as phones write it and a coloured block in each corner.
 */
export function phonePhoto(options: PhonePhoto = {}): Promise<Buffer> {
  const key = JSON.stringify([options.gps, options.orientation, options.megapixels, options.quality]);
  const known = made.get(key) ?? makePhonePhoto(options);
  made.set(key, known);
  return known;
}

async function makePhonePhoto({
  gps = true,
  orientation = 1,
  megapixels = 0.4,
  quality = 85,
}: PhonePhoto): Promise<Buffer> {
  const height = Math.round(Math.sqrt((megapixels * 1_000_000 * 3) / 4));
  const width = Math.round((height * 4) / 3);
  const upright = await scene(width, height);
  const image = asHeld(
    sharp(upright, { raw: { width, height, channels: 3 }, limitInputPixels: false }),
    orientation,
  );
  return image
    .withMetadata({ orientation })
    .withExifMerge({
      IFD0: { Make: hiddenWords.make, Artist: hiddenWords.owner, ImageDescription: hiddenWords.description },
      IFD2: { BodySerialNumber: hiddenWords.serial, DateTimeOriginal: '2026:11:24 08:15:30' },
      ...(gps ? { IFD3: gpsOfTayThanh } : {}),
    })
    .jpeg({ quality })
    .toBuffer();
}

async function scene(width: number, height: number): Promise<Buffer> {
  const blobs = await noise(Math.ceil(width / 16), Math.ceil(height / 16), 70)
    .png()
    .toBuffer();
  const grain = await noise(256, 256, 24).png().toBuffer();
  const detail = await noise(Math.ceil(width / 3), Math.ceil(height / 3), 30)
    .resize(width, height, { kernel: 'cubic', fit: 'fill' })
    .png({ compressionLevel: 0 })
    .toBuffer();
  return sharp(blobs)
    .resize(width, height, { kernel: 'cubic', fit: 'fill' })
    .composite([
      { input: detail, blend: 'soft-light', limitInputPixels: false },
      { input: grain, blend: 'soft-light', tile: true },
      { input: Buffer.from(corners(width, height)), blend: 'over' },
    ])
    .removeAlpha()
    .raw()
    .toBuffer();
}

function noise(width: number, height: number, sigma: number) {
  return sharp({
    create: { width, height, channels: 3, background: '#000', noise: { type: 'gaussian', mean: 128, sigma } },
  });
}

function corners(width: number, height: number): string {
  const edge = Math.round(height / 5);
  const block = (x: number, y: number, colour: readonly number[]) =>
    `<rect x="${x}" y="${y}" width="${edge}" height="${edge}" fill="rgb(${colour.join(',')})"/>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">`,
    block(0, 0, cornerColours.topLeft),
    block(width - edge, 0, cornerColours.topRight),
    block(0, height - edge, cornerColours.bottomLeft),
    block(width - edge, height - edge, cornerColours.bottomRight),
    '</svg>',
  ].join('');
}

/** The pixels as the sensor saw them when the phone was held so: the orientation, undone. */
function asHeld(image: Sharp, orientation: number): Sharp {
  const degrees = { 3: 180, 5: 90, 6: 270, 7: 270, 8: 90 }[orientation] ?? 0;
  return image
    .rotate(degrees)
    .flip(orientation === 4)
    .flop(orientation === 2 || orientation === 5 || orientation === 7);
}

/** Puts a segment right behind the start of a JPEG: 0xe1 EXIF or XMP, 0xe2 ICC or MPF, 0xed IPTC, 0xfe comment. */
export function withJpegSegment(jpeg: Buffer, marker: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(0xff00 + marker, 0);
  head.writeUInt16BE(payload.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, payload, jpeg.subarray(2)]);
}
