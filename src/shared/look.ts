// How a model is to look at a picture or a video, and what a person types of it; pure (contract section 3.1).

export const resolutions = ['low', 'medium', 'high', 'ultra_high'] as const;

/** Absent: the model's own default. */
export interface Look {
  readonly resolution?: (typeof resolutions)[number];
  /** The part of a video, in seconds. */
  readonly start?: number;
  readonly end?: number;
  /** Frames of a video that are looked at in a second. */
  readonly fps?: number;
}

/** Fastest that the service samples a video. */
const fastest = 24;

/** "0:30-2:00", "90-", "-1:00:05": the part of a video; `{}` for nothing typed, undefined for what is none. */
export function parseClip(text: string): Pick<Look, 'start' | 'end'> | undefined {
  if (text.trim() === '') return {};
  const [from = '', to = '', ...rest] = text.split(/\s*[-–]\s*/).map((one) => one.trim());
  const [start, end] = [secondsOf(from), secondsOf(to)];
  if (rest.length > 0 || (from && start === undefined) || (to && end === undefined)) return undefined;
  if ((start ?? end) === undefined || (start ?? 0) >= (end ?? Number.POSITIVE_INFINITY)) return undefined;
  return { ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }) };
}

/** "1", "0.5": frames a second; 0 for nothing typed, undefined for what is none. */
export function parseFps(text: string): number | undefined {
  const fps = Number(text.trim());
  return fps >= 0 && fps <= fastest && (fps > 0 || text.trim() === '') ? fps : undefined;
}

/** "90", "1:30", "1:00:05.5" in seconds. */
function secondsOf(text: string): number | undefined {
  const found = /^(?:(?:(\d+):)?([0-5]?\d):)?(\d+(?:\.\d+)?)$/.exec(text);
  if (!found || (found[2] !== undefined && Number(found[3]) >= 60)) return undefined;
  return Number(found[1] ?? 0) * 3600 + Number(found[2] ?? 0) * 60 + Number(found[3]);
}

/** 90 as "1:30". */
export function clock(seconds: number): string {
  const [h, m, s] = [
    Math.floor(seconds / 3600),
    Math.floor((seconds % 3600) / 60),
    Math.round((seconds % 60) * 10) / 10,
  ];
  const two = (value: number) => (value < 10 ? `0${value}` : `${value}`);
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
