import { originOf } from '../diagnose/spoken-causes.ts'
import type { CauseOrigin } from '../diagnose/types.ts'
import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { HealthFinding } from '../incident/finding.ts'
import type { Incident } from '../incident/incident.ts'
import { findingsOfKind } from '../incident/read-findings.ts'
import { namedCauses, type RankedCause } from '../incident/verdict.ts'
import { speaksOf } from '../text/spoken-terms.ts'
import { incidentStates, latestFindings } from '../views/parts/incident-findings.ts'
import { lookTimeOf } from '../views/parts/look-time.ts'
import { gapReason } from '../views/parts/observation-progress.ts'
import { detectorLines } from '../views/parts/surrounding-groups.ts'
import { causeTitle } from '../views/parts/verdict-title.ts'
import { detectorLagLines, detectorWord } from './reading/detector-lag.ts'
import { notYetWords, surenessOf, titleArgs } from './reading/incident-words.ts'
import { lastChangeBefore } from './suspects/last-change.ts'
import type { Answer } from './types.ts'

const maxLines = 4

export const azureOrUsAnswer: Answer = {
  id: 'azure-or-us',
  nearestIntent: 'ask_status',
  about: 'any',
  answer:
    async ({ incident, text }) =>
    (say) => ({
      title: messageOf('answer.azure-or-us.title', titleArgs(incident)),
      lines: (incident.observation === undefined ? notYetWords(incident, say) : blameLines(incident, text, say)).slice(
        0,
        maxLines,
      ),
      next: messageOf('answer.azure-or-us.next'),
      asOf: lookTimeOf(incident),
    }),
}

/** "Is it us?" asks whose doing it is; without such a word Azure's own word is what is asked for. */
const usWords = `
  us, our, ours, our side, our own, our end, we, me, my, wij, ons, onze, onszelf, we, wij zelf, uns, unser*, nous, notre,
  nosotros, noi, nostro, nos`

const blameLines = (incident: Incident, text: string, say: Translate): readonly string[] => {
  const health = findingsOfKind(latestFindings(incident), 'health')
  const azure = health.filter((one) => isImpaired(one) && one.platformInitiated === true)
  const [cause] = namedCauses(incident.verdict)
  const whose = judgement(incident, azure.length > 0, cause, say)
  if (speaksOf(text, detectorWord))
    return [
      ...(isLagAsked.test(text) ? [] : foundLines(incident, say)),
      ...detectorLagLines(incident, say),
      ...detectorWords(incident, say),
      whose,
    ]
  const word = `${resourceWords(health, incident, say)} ${serviceWords(health, incident, say)}`
  const rest = [...detectorWords(incident, say), lastChangeBefore(incident, say)]
  if (speaksOf(text, usWords)) return [whose, word, ...rest]
  const isCalm = health.some(({ source }) => source === 'resource') && !health.some(isImpaired)
  const outage =
    isCalm && hasAnswered('service-health', incident) ? [say(messageOf('answer.azure-or-us.no-outage'))] : []
  return [[...outage, word].join(' '), whose, ...rest]
}

const isImpaired = ({ state }: HealthFinding): boolean => state === 'degraded' || state === 'unavailable'

/** Azure's own word first; where it has none, whose doing the cause is that was found. */
const judgement = (incident: Incident, azure: boolean, cause: RankedCause | undefined, say: Translate): string => {
  const origin = cause === undefined ? undefined : originOf(cause.cause)
  if (cause === undefined || origin === undefined) {
    if (azure) return say(messageOf('answer.azure-or-us.azure-says'))
    return notYetWords(incident, say)[0] ?? say(messageOf(unknownKey(incident)))
  }
  const args = { cause: causeTitle(cause.cause, say), sure: surenessOf(cause.confidence) }
  if (azure && origin !== 'azure') return say(messageOf('answer.azure-or-us.both', args))
  return say(messageOf(`answer.azure-or-us.${origin satisfies CauseOrigin}`, args))
}

const unknownKey = ({ verdict }: Incident): string =>
  `answer.azure-or-us.${verdict?.outcome === 'nothing-wrong' ? 'nobody' : 'unknown'}`

const resourceWords = (health: readonly HealthFinding[], incident: Incident, say: Translate): string => {
  const found = health.find(({ source }) => source === 'resource')
  if (found === undefined) return unseenWords('resource-health', incident, say)
  const by = found.platformInitiated === undefined ? 'nobody' : found.platformInitiated ? 'platform' : 'customer'
  return say(messageOf('answer.azure-or-us.resource', { state: found.state, by: isImpaired(found) ? by : 'nobody' }))
}

/** No event, no finding: that there is none is known only where the probe answered. */
const serviceWords = (health: readonly HealthFinding[], incident: Incident, say: Translate): string => {
  const found = health.find((one) => one.source === 'service' && isImpaired(one))
  if (found !== undefined) return say(messageOf('answer.azure-or-us.event', { id: found.trackingId ?? '–' }))
  return hasAnswered('service-health', incident)
    ? say(messageOf('answer.azure-or-us.no-event'))
    : unseenWords('service-health', incident, say)
}

const hasAnswered = (probe: string, incident: Incident): boolean => resultOf(probe, incident)?.status === 'ok'

const resultOf = (probe: string, { observation, lastObservation }: Incident) =>
  (lastObservation ?? observation)?.results.find((result) => result.probe === probe)

/** Which permission is missing, where that is why. */
const unseenWords = (probe: string, incident: Incident, say: Translate): string => {
  const result = resultOf(probe, incident)
  const source = say(messageOf(`probe.${probe}.title`))
  return result === undefined || result.status === 'ok'
    ? say(messageOf('answer.azure-or-us.not-asked', { source }))
    : say(messageOf('answer.azure-or-us.unseen', { source, why: say(gapReason(result)) }))
}

const isLagAsked = /\b(?:lag|late|why|differ\w*|waarom|achter|laat|nothing|niets|niks)\b/i
const mostFound = 2

/** What each of them found, the worst first. */
const foundLines = (incident: Incident, say: Translate): readonly string[] =>
  detectorLines(incident, say)
    .filter(({ mark }) => mark.startsWith('▸'))
    .slice(0, mostFound)
    .map(({ mark, text }) => `${mark}${text}`)

/** What Microsoft's own detectors call critical. */
const detectorWords = (incident: Incident, say: Translate): readonly string[] => {
  const detectors = incidentStates(incident, 'detector')
  if (detectors.length === 0) return []
  const critical = detectors.filter(({ properties }) => properties.status === 'critical')
  const [first] = critical
  return first === undefined
    ? [say(messageOf('answer.azure-or-us.detectors-calm', { count: detectors.length }))]
    : [say(messageOf('answer.azure-or-us.detectors', { count: critical.length, first: first.name }))]
}
