import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import { hasStatusTrait } from '../../incident/action-status.ts'
import type { Action, Incident } from '../../incident/incident.ts'
import { suggestedStepsOf, suggestedStepToken } from '../../incident/suggested-steps.ts'
import { namedCauses, type SuggestedStep } from '../../incident/verdict.ts'
import type { RenderContext } from '../render-context.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { type CardButton, cardButton } from './card-button.ts'
import { headlineAction } from './headline.ts'
import { isObserving } from './observation-progress.ts'
import { shownStandingOf } from './shown-standing.ts'
import { isSameRequest, stepTitle } from './step-title.ts'

export interface OfferedStep {
  readonly title: string
  readonly why: string
}

interface Offer {
  readonly step: SuggestedStep
  readonly index: number
}

/** What has helped is offered again only by a later verdict. */
const isNotOfferedAgain = (action: Action, { verdict }: Incident): boolean =>
  hasStatusTrait(action, 'not-offered-again') ||
  (action.status === 'recovered' && action.requestedAt >= (verdict?.at ?? 0))

/** One step at a time: nothing is offered while another runs or is in doubt. */
const isAnyActionRunning = (incident: Incident): boolean =>
  incident.actions.some((action) => hasStatusTrait(action, 'under-way'))

/** What may be proposed now. */
const openOffers = (incident: Incident): readonly Offer[] => {
  if (incident.closed !== undefined || isAnyActionRunning(incident)) return []
  return suggestedStepsOf(incident)
    .map((step, index) => ({ step, index }))
    .filter(
      ({ step }) =>
        !incident.actions.some((action) => isNotOfferedAgain(action, incident) && isSameRequest(action.request, step)),
    )
    .slice(0, 4)
}

export const offeredSteps = (incident: Incident, say: Translate): readonly OfferedStep[] =>
  openOffers(incident).map(({ step }) => ({
    title: stepTitle(step, say),
    why: `: ${sanitizeText(say(step.why), 160)}`,
  }))

/** A button a step, the least harmful first and marked. */
export const offerButtons = (incident: Incident, say: Translate): readonly CardButton[] =>
  openOffers(incident).map(({ step, index }, place) =>
    cardButton(
      stepTitle(step, say),
      'propose',
      suggestedStepToken(incident, index),
      place === 0 ? 'positive' : 'default',
    ),
  )

/** For how long? Only where a step can go back by itself; read as `leaseHours` when a step is proposed. */
export const leaseDurationInput = (incident: Incident, say: Translate, { steps }: RenderContext) => {
  const leased = steps.filter(({ offersLease }) => offersLease).map(({ id }) => id)
  if (!openOffers(incident).some(({ step }) => leased.includes(step.step))) return []
  const hours = [1, 2, 4, 8].map((length) => ({ title: say.duration(length * 3_600_000), value: String(length) }))
  const always = { title: say(messageOf('card.lease.for-good')), value: '0' }
  return [{ label: say(messageOf('card.lease.label')), choices: [always, ...hours] }]
}

/** What to do where no step is offered: wait, look, or add what is missing. Trusted words. */
export const nextAdvice = (incident: Incident, say: Translate): string => {
  const { verdict } = incident
  const again = verdict?.provisional
  const key = nextKey(incident)
  return say(again === undefined ? messageOf(key) : messageOf(key, { againAt: again.lookAgainAt }))
}

/** No step of ours helps against the cause, or needs to: then the first screen says what people can do themselves. */
export const isManualActionNeeded = (incident: Incident): boolean =>
  ['card.next.wait', 'card.next.over'].includes(nextKey(incident))

const nextKey = (incident: Incident): string => {
  if (incident.closed !== undefined) return `card.next.closed.${incident.closed.outcome}`
  if (incident.app === undefined)
    return incident.question === undefined ? 'card.next.finding-app' : 'card.next.which-app'
  const action = headlineAction(incident)
  if (action !== undefined && !hasStatusTrait(action, 'headline-end')) return `card.next.action.${action.status}`
  if (action?.status === 'recovered') return 'card.next.recovered'
  const standing = shownStandingOf(incident)
  if (standing === undefined || isObserving(incident)) return 'card.next.observing'
  if (standing === 'over') return namedCauses(incident.verdict).length > 0 ? 'card.next.over' : 'card.next.over.unnamed'
  if (standing !== 'cause') return `card.next.${standing === 'trouble' ? 'not-enough-evidence' : standing}`
  const open = openOffers(incident).length
  if (open > 0 && action !== undefined) return 'card.next.other-offers'
  if (open > 0) return open === 1 ? 'card.next.offer' : 'card.next.offers'
  return suggestedStepsOf(incident).length > 0 ? 'card.next.nothing-left' : 'card.next.wait'
}

/** Look again, and close. */
export const incidentButtons = (incident: Incident, say: Translate): readonly CardButton[] => {
  if (incident.closed !== undefined || incident.app === undefined) return []
  const again = cardButton(say(messageOf('card.button.observe-again')), 'observe-again', incident.id)
  const close = cardButton(say(messageOf('card.button.close')), 'close', incident.id)
  return isObserving(incident) ? [close] : [again, close]
}
