import { alignColumns, percent } from './columns.ts'
import type { AgeScore, ScoreShares } from './tally-score.ts'

/** How often the first cause was right, a row a fault and a column an age, the worst fault first; what else counts below. */
export const ageLines = (ages: Readonly<Record<string, AgeScore>>): readonly string[] => {
  const columns = Object.values(ages)
  const rightAt = (id: string): readonly number[] => columns.map(({ faults }) => faults[id]?.rightFirst ?? 0)
  const ids = Object.keys(columns[0]?.faults ?? {}).toSorted((a, b) => sum(rightAt(a)) - sum(rightAt(b)))
  const totals = (title: string, text: (shares: ScoreShares) => string) => [
    title,
    ...columns.map(({ total }) => text(total)),
  ]
  return alignColumns([
    ['right first, at the age of', ...Object.keys(ages)],
    ...ids.map((id) => [id, ...rightAt(id).map(percent)]),
    totals('all: right first', ({ rightFirst }) => percent(rightFirst)),
    totals('all: right in two', ({ rightInTwo }) => percent(rightInTwo)),
    totals('all: not clear', ({ notEnoughEvidence }) => percent(notEnoughEvidence)),
    totals('all: harmful first steps', ({ harmfulFirstSteps }) => String(harmfulFirstSteps)),
    totals('all: replaced without a reason', ({ replacedSilently }) => String(replacedSilently)),
  ])
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
