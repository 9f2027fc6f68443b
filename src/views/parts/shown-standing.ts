import { failingFigureOf } from '../../incident/failing-figure.ts'
import type { Incident } from '../../incident/incident.ts'
import { type VerdictStanding, verdictStandingOf } from '../../incident/verdict-standing.ts'
import { chartDataOf } from '../chart/chart-data.ts'
import { areFiguresBad } from './figure-alarm.ts'

/** How the verdict stands on a card: nothing is called well above figures that are not. */
export const shownStandingOf = (incident: Incident): VerdictStanding | undefined => {
  if (incident.verdict === undefined) return undefined
  const standing = verdictStandingOf(incident.verdict)
  if (standing !== 'nothing-wrong' && standing !== 'over') return standing
  const isBad = standing === 'nothing-wrong' && areFiguresBad(chartDataOf(incident))
  // A step that was read since may tell otherwise.
  return isBad || failingFigureOf(incident) !== undefined ? 'not-enough-evidence' : standing
}
