import { ageLines } from './age-lines.ts'
import { alignColumns, percent } from './columns.ts'
import type { DiagnosisScore, ScoreShares } from './tally-score.ts'

const minutes = (value: number | null): string => (value === null ? '–' : value.toFixed(1))

const columnHeads = [
  'fault',
  'runs',
  'first',
  'in two',
  'harmful',
  'replaced',
  'unsure',
  'min. since report',
  'min. since onset',
] as const

/** The score for people: shares by fault, what was taken for what, and how far a stated confidence can be believed. */
export const scoreLines = (score: DiagnosisScore): readonly string[] => [
  ...(score.ages === undefined ? [] : [...ageLines(score.ages), '']),
  ...alignColumns([
    columnHeads,
    ...Object.entries(score.faults).map(([id, shares]) => rowOf(id, shares)),
    rowOf('all', score.total),
  ]),
  '',
  'Taken for something else:',
  ...confusionLines(score),
  '',
  'Stated confidence, and how often it was right:',
  ...score.calibration.map(
    ({ from, named, right }) => `  from ${percent(from)}: ${named === 0 ? '–' : `${right} of ${named}`}`,
  ),
  `  at 80% and more: ${percent(score.rightWhereSure)}`,
  '',
  `Healthy and not clear: ${percent(score.healthyNotClear)}`,
  '',
  goalsLine(score),
]

const goalsLine = ({ goals, ages, reached }: DiagnosisScore): string => {
  const everywhere = ages === undefined ? '' : ', at every age'
  const wanted = [
    `first ≥ ${percent(goals.rightFirst)}`,
    `in two ≥ ${percent(goals.rightInTwo)}`,
    `${goals.harmfulFirstSteps} harmful`,
    `${goals.replacedSilently} replaced${everywhere}`,
    `healthy and not clear ≤ ${percent(goals.healthyNotClear)}`,
  ]
  return `Goals (${wanted.join(', ')}): ${reached ? 'reached' : 'MISSED'}`
}

const rowOf = (id: string, shares: ScoreShares): readonly string[] => [
  id,
  String(shares.runs),
  percent(shares.rightFirst),
  percent(shares.rightInTwo),
  String(shares.harmfulFirstSteps),
  String(shares.replacedSilently),
  percent(shares.notEnoughEvidence),
  minutes(shares.minutesSinceReport),
  minutes(shares.minutesSinceOnset),
]

/** Every fault with all that was said of it; the table of a whole square would be mostly empty. */
const confusionLines = ({ confusion }: DiagnosisScore): readonly string[] =>
  Object.entries(confusion).map(
    ([id, said]) =>
      `  ${id} → ${Object.entries(said)
        .toSorted(([, a], [, b]) => b - a)
        .map(([cause, count]) => `${cause} ${count}`)
        .join(', ')}`,
  )
