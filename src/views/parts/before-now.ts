import { mean, type Points } from './series.ts'

/** Minutes that count as "now": one alone may be noise. */
const latest = 5

/** What was usual until the trouble began, and what it is now. */
export const beforeAndNow = (points: Points, since: number | undefined): { before?: number; now?: number } => {
  const known = points.filter(([, value]) => value !== null)
  const before = since === undefined ? undefined : mean(known.filter(([at]) => at < since))
  const now = mean(known.slice(-latest))
  return { ...(before === undefined ? {} : { before }), ...(now === undefined ? {} : { now }) }
}

export const rounded = (value: number): number => (value >= 10 ? Math.round(value) : Math.round(value * 100) / 100)
