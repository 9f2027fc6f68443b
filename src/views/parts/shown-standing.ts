import type { Incident } from '../../incident/incident.ts'
import { type VerdictStanding, verdictStandingOf } from '../../incident/verdict-standing.ts'
import { chartDataOf } from '../chart/chart-data.ts'
import { areFiguresBad } from './figure-alarm.ts'

/** How the verdict stands on a card: nothing is called well above figures that are not. */
export const shownStandingOf = (incident: Incident): VerdictStanding | undefined => {
  if (incident.verdict === undefined) return undefined
  const standing = verdictStandingOf(incident.verdict)
  return standing === 'nothing-wrong' && areFiguresBad(chartDataOf(incident)) ? 'not-enough-evidence' : standing
}
