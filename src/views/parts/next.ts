import type { Action, Incident } from '../../incident/incident.ts'
import { offers, offerToken } from '../../incident/offers.ts'
import { phrase } from '../../incident/phrase.ts'
import type { SuggestedStep } from '../../incident/verdict.ts'
import type { Say } from '../../language/types.ts'
import { plain } from '../untrusted.ts'
import { type Button, button } from './button.ts'
import { actionInFront } from './headline.ts'
import { isObserving } from './observing.ts'
import { sameRequest, stepTitle } from './step.ts'

export interface OfferedStep {
  readonly title: string
  readonly why: string
}

interface Offer {
  readonly step: SuggestedStep
  readonly index: number
}

const running: readonly Action['status'][] = ['approved', 'started', 'accepted', 'doubted', 'verifying']

/** Waits for approval already, or was run without helping, or may have run: the same step again needs more than a tap. */
const spent: readonly Action['status'][] = ['requested', 'proposed', 'not-recovered', 'handed-over']

/** What has helped is offered again only by a later verdict. */
const isSpent = (action: Action, { verdict }: Incident): boolean =>
  spent.includes(action.status) || (action.status === 'recovered' && action.requestedAt >= (verdict?.at ?? 0))

/** One step at a time: nothing is offered while another runs or is in doubt. */
const isRunning = (incident: Incident): boolean => incident.actions.some((action) => running.includes(action.status))

/** What may be proposed now. */
const openOffers = (incident: Incident): readonly Offer[] => {
  if (incident.closed !== undefined || isRunning(incident)) return []
  return offers(incident)
    .map((step, index) => ({ step, index }))
    .filter(
      ({ step }) => !incident.actions.some((action) => isSpent(action, incident) && sameRequest(action.request, step)),
    )
    .slice(0, 4)
}

export const offeredSteps = (incident: Incident, say: Say): readonly OfferedStep[] =>
  openOffers(incident).map(({ step }) => ({ title: stepTitle(step, say), why: `: ${plain(say(step.why), 160)}` }))

/** A button a step, the least harmful first and marked. */
export const offerButtons = (incident: Incident, say: Say): readonly Button[] =>
  openOffers(incident).map(({ step, index }, place) =>
    button(stepTitle(step, say), 'propose', offerToken(incident, index), place === 0 ? 'positive' : 'default'),
  )

/** For how long? Only where a step can go back by itself; read as `leaseHours` when a step is proposed. */
export const leaseInput = (incident: Incident, say: Say) => {
  if (!openOffers(incident).some(({ step }) => step.step === 'scale-out')) return []
  const hours = [1, 2, 4, 8].map((length) => ({ title: say.duration(length * 3_600_000), value: String(length) }))
  const always = { title: say(phrase('card.lease.for-good')), value: '0' }
  return [{ label: say(phrase('card.lease.label')), choices: [always, ...hours] }]
}

/** What to do where no step is offered: wait, look, or add what is missing. Trusted words. */
export const nextWords = (incident: Incident, say: Say): string => say(phrase(nextKey(incident)))

/** No step of ours helps against the cause: then the first screen says what people can do themselves. */
export const isUpToPeople = (incident: Incident): boolean => nextKey(incident) === 'card.next.wait'

const nextKey = (incident: Incident): string => {
  if (incident.closed !== undefined) return `card.next.closed.${incident.closed.outcome}`
  if (incident.app === undefined)
    return incident.question === undefined ? 'card.next.finding-app' : 'card.next.which-app'
  const action = actionInFront(incident)
  if (action !== undefined && !settled.includes(action.status)) return `card.next.action.${action.status}`
  if (action?.status === 'recovered') return 'card.next.recovered'
  if (incident.verdict === undefined || isObserving(incident)) return 'card.next.observing'
  if (incident.verdict.outcome !== 'cause') return `card.next.${incident.verdict.outcome}`
  const open = openOffers(incident).length
  if (open > 0 && action !== undefined) return 'card.next.other-offers'
  if (open > 0) return open === 1 ? 'card.next.offer' : 'card.next.offers'
  return offers(incident).length > 0 ? 'card.next.nothing-left' : 'card.next.wait'
}

const settled: readonly Action['status'][] = ['recovered', 'not-recovered', 'failed']

/** Look again, and close. */
export const incidentButtons = (incident: Incident, say: Say): readonly Button[] => {
  if (incident.closed !== undefined || incident.app === undefined) return []
  const again = button(say(phrase('card.button.observe-again')), 'observe-again', incident.id)
  const close = button(say(phrase('card.button.close')), 'close', incident.id)
  return isObserving(incident) ? [close] : [again, close]
}
