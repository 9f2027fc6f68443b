/** Milliseconds of `PT5M`, `PT1H30M`, `P1D`; `undefined` for anything else. */
export function isoDurationInMs(text: unknown): number | undefined {
  if (typeof text !== 'string') return undefined
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text)
  if (parts === null) return undefined
  const [, days = 0, hours = 0, minutes = 0, seconds = 0] = parts.map(Number).map((part) => part || 0)
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000
}

/** Milliseconds of auto-heal's `hh:mm:ss`; `undefined` for anything else. */
export function timeSpanInMs(text: unknown): number | undefined {
  const parts = typeof text === 'string' ? /^(\d+):(\d\d):(\d\d)(?:\.\d+)?$/.exec(text) : null
  if (parts === null) return undefined
  const [, hours = 0, minutes = 0, seconds = 0] = parts.map(Number)
  return ((hours * 60 + minutes) * 60 + seconds) * 1000
}
