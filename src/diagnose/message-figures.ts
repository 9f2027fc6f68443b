/** Figures as people read them; the language adds its separators and units. */

export const roundPercent = (value: number): number => Math.round(value)

/** Two decimals under ten, none above a hundred. */
export const roundAmount = (value: number): number => {
  const scale = value < 10 ? 100 : value < 100 ? 10 : 1
  return Math.round(value * scale) / scale
}

export const toMegabytes = (bytes: number): number => Math.round(bytes / (1024 * 1024))

export const toMinutes = (inMs: number): number => Math.round(inMs / 60_000)

/** Before and now, or now alone where the window holds no calm time. */
export const beforeAndNowArgs = (
  { before, now }: { readonly before: number | undefined; readonly now: number },
  figure: (value: number) => number,
): Readonly<Record<string, number>> =>
  before === undefined ? { now: figure(now) } : { before: figure(before), now: figure(now) }

/** Key of the text that goes with `beforeAndNowArgs`. */
export const comparisonKey = (key: string, { before }: { readonly before: number | undefined }): string =>
  before === undefined ? `${key}-now` : key

/** A baseline as the texts select it; their selectors know no hyphens. */
export const baselineWord = (baseline: 'hours-before' | 'yesterday' | 'last-week'): string =>
  ({ 'hours-before': 'hours', yesterday: 'yesterday', 'last-week': 'week' })[baseline]
