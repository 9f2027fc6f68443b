import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { Instant } from '../incident/finding.ts'
import type { Incident } from '../incident/incident.ts'
import { namedCauses } from '../incident/verdict.ts'
import { toneDots } from '../views/parts/card-line.ts'
import { actionTitle } from '../views/parts/display-names.ts'
import { incidentHeadline } from '../views/parts/headline.ts'
import { appTitle } from '../views/parts/incident-header.ts'
import { momentText } from '../views/parts/moment-text.ts'
import { causeTitle } from '../views/parts/verdict-title.ts'
import { waitingActions } from './reading/asked-step.ts'
import { ownerNameOf } from './seen/owner-name.ts'
import type { Answer } from './types.ts'

export const openIncidentsAnswer: Answer = {
  id: 'open-incidents',
  nearestIntent: 'ask_status',
  about: 'nothing',
  answer: async ({ now, parsed }, sources) => {
    const open = worstFirst(await sources.openIncidents())
    // "Has contoso-web trouble, too?": of those that are named it is said first.
    const named = parsed.apps ?? []
    const well = named.filter((name) => !open.some(({ app }) => app?.name.toLowerCase() === name.toLowerCase()))
    return (say) => ({
      title: messageOf('answer.open-incidents.title'),
      lines: [
        ...(open.length === 0
          ? []
          : well.map((name) => say(messageOf('answer.open-incidents.none-of', { app: name })))),
        ...(open.length === 0
          ? [say(messageOf('answer.open-incidents.none'))]
          : [countLine(open, say), ...open.slice(0, maxListed).map((one) => incidentLine(one, now, say))]),
      ],
    })
  },
}

const maxListed = 8

const countLine = (open: readonly Incident[], say: Translate): string =>
  say(
    messageOf('answer.open-incidents.count', {
      count: open.length,
      waiting: open.filter((one) => proposalOf(one) !== undefined).length,
      more: Math.max(0, open.length - maxListed),
    }),
  )

const toneOrder = ['attention', 'warning', 'accent', 'default', 'good']

/** What hurts most, then what waits for somebody, then what has lasted longest. */
const worstFirst = (open: readonly Incident[]): readonly Incident[] => {
  const badness = (one: Incident): readonly number[] => [
    toneOrder.indexOf(incidentHeadline(one).tone),
    namedCauses(one.verdict).length > 0 ? 0 : 1,
    proposalOf(one) === undefined ? 1 : 0,
    sinceOf(one),
  ]
  const ranked = open.map((incident) => ({ incident, by: badness(incident) }))
  return ranked.toSorted((a, b) => firstDifference(a.by, b.by)).map(({ incident }) => incident)
}

const firstDifference = (a: readonly number[], b: readonly number[]): number =>
  a.map((value, index) => value - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0

const sinceOf = ({ verdict, openedAt }: Incident): Instant => verdict?.since ?? openedAt

const proposalOf = (incident: Incident) => waitingActions(incident).find(({ status }) => status === 'proposed')

const incidentLine = (incident: Incident, now: Instant, say: Translate): string => {
  const { tone, words } = incidentHeadline(incident)
  const [cause] = namedCauses(incident.verdict)
  const proposal = proposalOf(incident)
  const parts = [
    `${toneDots[tone]} ${incident.id} ${appTitle(incident, say)}`,
    cause === undefined ? symptomText(incident, say) : causeTitle(cause.cause, say),
    proposal === undefined
      ? say(words)
      : say(messageOf('answer.open-incidents.waits', { step: actionTitle(proposal, say) })),
    say(messageOf('answer.open-incidents.since', { moment: momentText(sinceOf(incident), now, say) })),
    ownerText(incident, say),
  ]
  return parts.join(' · ')
}

const symptomText = ({ symptom, codes }: Incident, say: Translate): string =>
  [say(messageOf(`symptom.${symptom}`)), ...codes].join(' ')

/** Whoever has taken it; the one who reported it is the next best to ask. */
const ownerText = (incident: Incident, say: Translate): string => {
  const owner = ownerNameOf(incident)
  return owner === undefined
    ? say(messageOf('answer.open-incidents.nobody', { reporter: incident.by.name }))
    : say(messageOf('answer.open-incidents.owner', { owner }))
}
