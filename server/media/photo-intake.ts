import { limits } from '#contract/limits.ts';
import { AppError } from '../http/app-error.ts';
import { isBareJpeg } from './bare-jpeg.ts';
import { type PhotoFormat, sniffPhotoFormat } from './photo-format.ts';
import { createPhotoWorkerPool } from './photo-worker-pool.ts';
import { WorkerLost, type WorkResult } from './photo-worker-process.ts';

/** A photo as we keep and show it: three JPEGs, upright, in sRGB, without a byte of metadata (promise 6). */
export type CleanPhoto = {
  /** At most `photoEdgePixelsMax` wide and high. */
  readonly full: Buffer;
  /** At most `thumbnailEdgePixelsMax` wide and high. */
  readonly thumbnail: Buffer;
  /** At most `zaloPhotoBytesMax`; the same buffer as `full` when that is small enough. */
  readonly zalo: Buffer;
  /** Of `full`, in pixels. */
  readonly width: number;
  readonly height: number;
};

export type IntakeLimits = {
  readonly photoPixelsMax: number;
  readonly photoEdgePixelsMax: number;
  readonly thumbnailEdgePixelsMax: number;
  readonly zaloPhotoBytesMax: number;
  readonly photoFramesMax: number;
  readonly workersMax: number;
  readonly photosWaitingMax: number;
  readonly workMsMax: number;
  readonly workerMemoryBytesMax: number;
  readonly photosPerWorkerMax: number;
};

const defaults: IntakeLimits = {
  photoPixelsMax: limits.photoPixelsMax,
  photoEdgePixelsMax: limits.photoEdgePixelsMax,
  thumbnailEdgePixelsMax: limits.thumbnailEdgePixelsMax,
  zaloPhotoBytesMax: limits.zaloPhotoBytesMax,
  /** A short animation is taken by its first picture; a long one is no photo. */
  photoFramesMax: 200,
  workersMax: 2,
  /** About two seconds of work for two workers. */
  photosWaitingMax: 32,
  workMsMax: 10_000,
  /** Twice what a phone's photo needs; an unpacked file beyond it ends its worker. */
  workerMemoryBytesMax: 450 * 1024 * 1024,
  photosPerWorkerMax: 1_000,
};

export type PhotoIntake = ReturnType<typeof createPhotoIntake>;

type Options = Partial<IntakeLimits> & {
  /** Hears of a worker that died, hung or misbehaved, with a reason for the log. */
  onWorkerLost?: (error: Error) => void;
};

/** Opens strangers' pictures in worker processes of their own and hands back clean copies. */
export function createPhotoIntake({ onWorkerLost, ...overrides }: Options = {}) {
  const bounds = { ...defaults, ...overrides };
  const pool = createPhotoWorkerPool({
    workersMax: bounds.workersMax,
    waitingMax: bounds.photosWaitingMax,
    workMsMax: bounds.workMsMax,
    photosPerWorkerMax: bounds.photosPerWorkerMax,
  });
  const order = {
    limits: {
      pixelsMax: bounds.photoPixelsMax,
      framesMax: bounds.photoFramesMax,
      edgePixelsMax: bounds.photoEdgePixelsMax,
      thumbnailEdgePixelsMax: bounds.thumbnailEdgePixelsMax,
      zaloBytesMax: bounds.zaloPhotoBytesMax,
    },
    memoryBytesMax: bounds.workerMemoryBytesMax,
  };

  async function work(photo: Uint8Array): Promise<WorkResult> {
    try {
      return await pool.run(photo, order);
    } catch (error) {
      if (!(error instanceof WorkerLost)) throw error;
      onWorkerLost?.(error);
      throw unreadable(sentences.unreadable, error);
    }
  }

  return {
    /**
     * Throws `photo_unreadable` (no picture, a kind we do not read, broken, took the worker down), `photo_too_large` (more than
     * `photoPixelsMax` pixels) or `busy` with a time to come back; anything else means that no worker can be started.
     */
    async clean(photo: Uint8Array): Promise<CleanPhoto> {
      assertReadableFormat(sniffPhotoFormat(photo));
      const result = await work(photo);
      if (result.kind === 'refused') throw refusal(result.reason);
      const [full, thumbnail, zalo = full] = result.parts;
      if (!full || !thumbnail || !zalo || ![full, thumbnail, zalo].every(isBareJpeg)) {
        const error = new Error('The photo worker handed back something else than bare JPEGs.');
        onWorkerLost?.(error);
        throw unreadable(sentences.unreadable, error);
      }
      return { full, thumbnail, zalo, width: result.width, height: result.height };
    },
    /** Starts a worker ahead of the first photo. Rejects when this machine cannot run one: better known at the start. */
    warm: pool.warm,
    /** Process ids of the workers, for memory figures. */
    workers: pool.workers,
    /** Ends the workers; what still waits is answered `busy`. */
    close: pool.close,
  };
}

const sentences = {
  unreadable:
    'Không mở được ảnh: tệp bị hỏng hoặc không đúng định dạng. Vui lòng chụp lại hoặc chọn ảnh khác.',
  unknownFormat: 'Tệp này không phải ảnh JPEG, PNG, WebP, GIF hoặc AVIF. Vui lòng chọn ảnh khác.',
  heic: 'Ảnh HEIC chưa được hỗ trợ. Trên iPhone: Cài đặt > Camera > Định dạng > Tương thích nhất, rồi chụp lại; hoặc gửi ảnh chụp màn hình.',
  tooManyPixels: `Ảnh có hơn ${limits.photoPixelsMax / 1_000_000} triệu điểm ảnh. Vui lòng chọn ảnh nhỏ hơn.`,
  tooManyFrames: 'Ảnh động này quá dài. Vui lòng gửi một ảnh chụp.',
} as const;

function assertReadableFormat(format: PhotoFormat | 'heic' | null): void {
  if (format === null) throw unreadable(sentences.unknownFormat);
  if (format === 'heic') throw unreadable(sentences.heic);
}

function refusal(reason: string): AppError {
  if (reason === 'too_many_frames') return unreadable(sentences.tooManyFrames);
  if (reason !== 'too_many_pixels') return unreadable(sentences.unreadable);
  return new AppError('photo_too_large', {
    issues: [{ path: ['photo'], message: sentences.tooManyPixels }],
  });
}

function unreadable(message: string, cause?: Error): AppError {
  return new AppError('photo_unreadable', { issues: [{ path: ['photo'], message }], cause });
}
