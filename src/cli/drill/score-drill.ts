import { type Fault, trueCausesOf } from '../../../simulator/index.ts'
import type { PlayedIncident } from './play-incident.ts'

export interface DrillScore {
  readonly right: boolean
  /** The fault in words. */
  readonly truth: string
  readonly expected: { readonly cause: string; readonly outcome: string }
  readonly found: { readonly cause: string; readonly outcome: string }
}

/**
 * Right is who names first what was wrong, every part of it where it is several, and ends as one should: with a step
 * of somebody's own choice, as the catalogue says of that step; where it says nothing, any end will do.
 */
export const scoreDrill = (
  fault: Fault,
  { causes, outcome }: Pick<PlayedIncident, 'causes' | 'outcome'>,
  step?: string,
): DrillScore => {
  const expected = trueCausesOf(fault)
  const named = expected.length === 0 ? causes.length === 0 : expected.includes(causes[0] ?? '')
  const end = step === undefined ? fault.outcome : expectedOutcomeOf(fault, step)
  // What passes by itself may have done so by the time that somebody closes, and what no step mends may still fail.
  const isOver = step === undefined && fault.truthAt !== undefined && outcome === 'recovered'
  const isLeft = (end === 'left-alone' || end === 'not-recovered') && outcome === 'failing'
  return {
    right:
      named &&
      expected.every((cause) => causes.includes(cause)) &&
      (end === undefined || outcome === end || isOver || isLeft),
    truth: fault.cause,
    expected: { cause: causeList(expected), outcome: end ?? '–' },
    found: { cause: causeList(causes), outcome: outcome ?? '–' },
  }
}

const expectedOutcomeOf = ({ right, useless, harmful }: Fault, step: string): string | undefined => {
  if (right.includes(step)) return 'recovered'
  return [...useless, ...harmful].includes(step) ? 'not-recovered' : undefined
}

const causeList = (causes: readonly string[]): string => (causes.length === 0 ? '–' : causes.join(' + '))
