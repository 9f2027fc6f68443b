import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { IncidentEvent } from '../incident/event.ts'
import type { Instant } from '../incident/finding.ts'
import type { Incident } from '../incident/incident.ts'
import type { Person } from '../incident/person.ts'
import { incidentAppName } from '../views/parts/display-names.ts'
import { momentText } from '../views/parts/moment-text.ts'
import { waitingActions } from './reading/asked-step.ts'
import { ownerNameOf } from './seen/owner-name.ts'
import type { Answer, AnswerSources } from './types.ts'

export const whoAnswer: Answer = {
  id: 'who',
  nearestIntent: 'ask_status',
  about: 'any',
  answer: async ({ incident, text, now }, sources) => {
    const events = await sources.events(incident)
    return (say) => {
      const opener = openerLine(incident, now, say)
      const owner = ownerLine(incident, say)
      return {
        title: messageOf('talk.who.title', { incident: incident.id, app: incidentAppName(incident) }),
        lines: [
          ...(ofOpener.test(text) ? [opener, owner] : [owner, opener]),
          ...involvementLines(events, incident.by, say),
          ...awaitedLines(incident, sources, say),
        ],
      }
    }
  },
}

const ofOpener =
  /\b(?:open(?:ed|er)|report(?:ed|er)|raised|creat(?:ed|or)|logged|noticed|began|start(?:ed|te)|geopend|opende|aangemaakt|gemeld|melde?r|meldde|aangemeld|merkte)\b/i

/** Who opened it, and when: its first report. */
const openerLine = ({ by, openedAt }: Incident, now: Instant, say: Translate): string =>
  say(messageOf('answer.who.opened', { who: by.name, moment: momentText(openedAt, now, say) }))

/** Who is on it comes first: that is what is asked. */
const ownerLine = (incident: Incident, say: Translate): string => {
  const owner = ownerNameOf(incident)
  const key = `answer.who.${owner === undefined ? 'nobody' : 'owner'}${incident.closed === undefined ? '' : '.closed'}`
  return say(messageOf(key, { owner: owner ?? '–' }))
}

/** Who can end the waiting, where something waits. */
const awaitedLines = (incident: Incident, { nameOf }: AnswerSources, say: Translate): readonly string[] => {
  const keys = waitingActions(incident).flatMap(({ rule }) => rule?.approvers ?? [])
  if (keys.length === 0) return []
  return [say(messageOf('card.approval.who', { who: [...new Set(keys)].map(nameOf).join(', ') }))]
}

const keyOf = ({ platform, tenant, id }: Person): string => [platform, tenant, id].join('\n')

/** Everybody once, with what they did, in the order in which they came; who opened it did not report it "too". */
const involvementLines = (events: readonly IncidentEvent[], opener: Person, say: Translate): readonly string[] => {
  const played = new Map<string, { readonly name: string; readonly parts: Set<string> }>()
  for (const event of events) {
    const [person, part] = involvementOf(event) ?? []
    if (person === undefined || part === undefined) continue
    // Two people may have one name.
    const key = keyOf(person)
    if (part === 'joined' && key === keyOf(opener)) continue
    const known = played.get(key) ?? { name: person.name, parts: new Set() }
    known.parts.add(say(messageOf(`talk.who.${part}`)))
    played.set(key, known)
  }
  return [...played.values()].map(({ name, parts }) => `▸ ${name}: ${[...parts].join(', ')}`)
}

const involvementOf = (event: IncidentEvent): readonly [Person, string] | undefined => {
  switch (event.type) {
    case 'IncidentJoined':
      return [event.by, 'joined']
    case 'StepRequested':
      return event.by.kind === 'person' ? [event.by.person, 'asked'] : undefined
    case 'ApprovalGiven':
      return [event.by, 'approved']
    case 'GlassBroken':
      return [event.by, 'emergency']
    case 'ActionRejected':
      return [event.by, 'rejected']
    case 'IncidentClosed':
      return event.by === undefined ? undefined : [event.by, 'closed']
    case 'IncidentReopened':
      return [event.by, 'reopened']
    default:
      return undefined
  }
}
