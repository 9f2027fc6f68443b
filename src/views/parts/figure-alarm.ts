import type { ChartData } from '../chart/chart-data.ts'
import { comparedFigure, type FigureKey } from './metric-figures.ts'

/** Visitors wait, beside what they are used to. Ours, and wide: it guards a colour, and diagnoses nothing. */
const slowFromInSeconds = 2
const failingShareFrom = 0.05
const timesAsBadAsBefore = 3

/** The figures that nothing on a card may be green above. */
export const badFigures = (data: ChartData): readonly FigureKey[] => [
  ...(isFailing(data) ? (['errors'] as const) : []),
  ...(isSlow(data) ? (['response-time'] as const) : []),
]

export const areFiguresBad = (data: ChartData): boolean => badFigures(data).length > 0

const isSlow = (data: ChartData): boolean => {
  const { before, now = 0 } = comparedFigure(data, 'response-time') ?? {}
  return before !== undefined && now >= slowFromInSeconds && now >= timesAsBadAsBefore * before
}

const isFailing = (data: ChartData): boolean => {
  const { before = 0, now = 0 } = comparedFigure(data, 'errors') ?? {}
  const requests = comparedFigure(data, 'requests')?.now ?? 0
  return requests > 0 && now >= Math.max(1, failingShareFrom * requests) && now >= timesAsBadAsBefore * before
}
