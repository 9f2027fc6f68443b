import { ownNameOf } from '../../azure/arm-id.ts'
import type { TimeWindow } from '../../incident/finding.ts'
import type { Reported } from '../types.ts'
import type { ListedDetector } from './detector-result.ts'

/** How App Service itself sorts its detectors: by what somebody wants to have analysed. */
const down = 'appdownanalysis'
const slow = 'perfanalysis'

/**
 * The detectors about failing and being slow, those first that what was reported turns on, then by name (L9). Most of
 * them have no category, so what counts is for which analyses they are meant; where a stamp names none at all, it is
 * the category.
 */
export function chooseDetectors(listed: readonly ListedDetector[], reported: Reported = {}): readonly ListedDetector[] {
  const fitting = listed.filter((one) => analysesOf(one).some((analysis) => analysis === down || analysis === slow))
  const chosen = fitting.length > 0 ? fitting : listed.filter(isOfCategory)
  const named = namesAskedFirst(reported)
  const rank = (one: ListedDetector) => rankOf(one, { named, wanted: reported.symptom === 'slow' ? slow : down })
  return chosen.toSorted((left, right) => rank(left) - rank(right) || (left.name < right.name ? -1 : 1))
}

/** The two analyses are meant for themselves, and say so nowhere but in their names. */
const analysesOf = (one: ListedDetector): readonly string[] => {
  const { analysisTypes, analysisType } = one.properties?.metadata ?? {}
  return [...(analysisTypes ?? []), ...(analysisType ?? '').split(','), ownNameOf(one.name)].map((name) =>
    name.trim().toLowerCase(),
  )
}

/** It concludes from other detectors, which it names. */
export const isAnalysis = ({ name }: ListedDetector): boolean => [down, slow].includes(ownNameOf(name).toLowerCase())

const isOfCategory = ({ properties }: ListedDetector): boolean =>
  /availab|perform/i.test(properties?.metadata?.category ?? '')

/** Microsoft's own names, as App Service lists them. */
const namesByReport = {
  serverErrors: ['httpservererrors', down, 'appcrashes', 'webapprestart'],
  clientErrors: ['http4xx'],
  outage: [down, 'httpservererrors', 'appcrashes', 'webapprestart'],
  slow: [slow, 'webappslow', 'webappcpu', 'memoryusage'],
  crash: ['appcrashes', 'webapprestart', 'memoryusage', 'webappcpu'],
} as const

const namesAskedFirst = ({ symptom, codes = [] }: Reported): readonly string[] => [
  ...(codes.some((code) => code >= 500) ? namesByReport.serverErrors : []),
  ...(codes.some((code) => code >= 400 && code < 500) ? namesByReport.clientErrors : []),
  ...(symptom === 'slow' || symptom === 'crash' ? namesByReport[symptom] : namesByReport.outage),
]

/** Those that the report names, then those of its analysis, then the others. */
const rankOf = (
  one: ListedDetector,
  { named, wanted }: { readonly named: readonly string[]; readonly wanted: string },
): number => {
  const place = named.indexOf(ownNameOf(one.name).toLowerCase())
  if (place >= 0) return place
  return analysesOf(one).includes(wanted) ? named.length : named.length + 1
}

/** How far Microsoft's detectors lag: a later end is refused, or the window moved back. */
export const detectorLagInMs = 15 * 60_000

/** The time of a detector. The grain is left to it: it takes three only, and refuses others. */
export const detectorQuery = ({ from, to }: TimeWindow): Record<string, string> => ({
  startTime: new Date(from - detectorLagInMs).toISOString(),
  endTime: new Date(to - detectorLagInMs).toISOString(),
})
