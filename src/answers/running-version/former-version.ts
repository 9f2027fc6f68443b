import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import { zoneOffsetInMs } from '../../i18n/zone-time.ts'
import type { ChangeFinding, Instant } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { speaksOf } from '../../text/spoken-terms.ts'
import { incidentStates } from '../../views/parts/incident-findings.ts'
import { deployedLine } from './deployed-line.ts'

/** "What ran before that?", "de vorige versie". */
const formerWords = `
  before, previous, previously, prior, former, last good, last working, older, earlier version, earlier release, ran earlier,
  voor, voorheen, hiervoor, daarvoor, ervoor, vorige, eerdere versie, oude versie, oudere, laatste goede, laatst werkende,
  avant, precedent*, vorher, vorige*, anterior*`
const backWords = 'back, roll* back, rollback, revert*, terug, teruggaan, terugzetten, terugdraai*, zuruck, retour*'

export const asksForFormer = (text: string): boolean => speaksOf(text, formerWords)

/** "What would a swap back give us?" */
export const asksForWayBack = (text: string): boolean => speaksOf(text, `${backWords}, swap*, terugswap*, terugwissel*`)

interface Known {
  readonly looked: Incident
  /** Oldest first. */
  readonly deployments: readonly ChangeFinding[]
  readonly text: string
  readonly now: Instant
  readonly timeZone: string
}

/** What was deployed before the last one, or before the time that is named; by whom, and how one gets back to it. */
export const formerLines = (known: Known, say: Translate): readonly string[] => {
  const { deployments, text, now, looked } = known
  const succeeded = deployments.filter(({ status }) => status === 'succeeded')
  const clock = clockBefore(known)
  const last = succeeded.at(-1)
  const until = clock ?? last?.at ?? now
  const former = succeeded.findLast(({ at }) => at < until)
  return [
    former === undefined
      ? say(messageOf('answer.running-version.former-unknown'))
      : deployedLine(former, { now, as: 'former' }, say),
    ...(last === undefined || last === former ? [] : [deployedLine(last, { now }, say)]),
    ...(speaksOf(text, backWords) ? [backLine(looked, say)] : []),
  ]
}

const dayInMs = 86_400_000

/** "before 02:39": the last time that it was so late. */
const clockBefore = ({ text, now, timeZone }: Known): Instant | undefined => {
  const [, hours, minutes, zone] = /\b(\d{1,2})[:.](\d{2})(?: ?(utc|gmt))?\b/i.exec(text) ?? []
  if (hours === undefined) return undefined
  const offset = zone === undefined ? zoneOffsetInMs(now, timeZone) : 0
  const midnight = Math.floor((now + offset) / dayInMs) * dayInMs - offset
  const at = midnight + (Number(hours) * 60 + Number(minutes)) * 60_000
  return at > now ? at - dayInMs : at
}

/** A swap is the way back only where there is a slot to swap with. */
const backLine = (looked: Incident, say: Translate): string => {
  const others = incidentStates(looked, 'slot').filter(({ name }) => name !== (looked.app?.slot ?? 'production'))
  return say(
    messageOf('answer.running-version.back', {
      way: others.length > 0 ? 'swap' : 'deploy',
      slots: others.map(({ name }) => name).join(', '),
    }),
  )
}
