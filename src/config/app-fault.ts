/** What is wrong with a simulated app. */
export interface AppFault {
  readonly app: string
  readonly fault: string
  /** How long people have felt it at the start; as the simulator has it where absent. */
  readonly ageInMs?: number
}

const minuteInMs = 60_000
const units: Readonly<Record<string, number>> = { m: minuteInMs, h: 60 * minuteInMs, d: 24 * 60 * minuteInMs }
/** What the simulator still knows of afterwards: it is lived through from before its onset. */
const maxAgeInMs = 3 * 24 * 60 * minuteInMs

/** `memory-leak` or `memory-leak@4h`; `undefined` where it is neither. */
export const parseFaultWithAge = (text: string): Pick<AppFault, 'fault' | 'ageInMs'> | undefined => {
  const [, fault, count, unit] = /^([a-z][a-z-]*)(?:@(\d{1,4})([mhd]))?$/.exec(text) ?? []
  if (fault === undefined) return undefined
  if (count === undefined || unit === undefined) return { fault }
  const ageInMs = Number(count) * (units[unit] ?? Number.NaN)
  return ageInMs <= maxAgeInMs ? { fault, ageInMs } : undefined
}
