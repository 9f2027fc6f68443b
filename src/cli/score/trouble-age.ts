const unitsInMs = { d: 86_400_000, h: 3_600_000, m: 60_000 } as const

/** `2m`, `4h` or `1d` in milliseconds; `undefined` for anything else. */
export const parseAge = (text: string): number | undefined => {
  const [, count, unit] = /^([1-9]\d{0,4})([mhd])$/.exec(text.trim()) ?? []
  return count === undefined ? undefined : Number(count) * unitsInMs[unit as keyof typeof unitsInMs]
}

/** The other way round: in hours from one hour on, since that is how long things hurt. */
export const writtenAge = (inMs: number): string =>
  inMs % unitsInMs.h === 0 ? `${inMs / unitsInMs.h}h` : `${Math.round(inMs / unitsInMs.m)}m`
