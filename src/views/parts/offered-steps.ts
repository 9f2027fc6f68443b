import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import { hasStatusTrait } from '../../incident/action-status.ts'
import type { Action, Incident } from '../../incident/incident.ts'
import { defaultLeaseInMs } from '../../incident/lease/asked-lease.ts'
import { isMadeAlready } from '../../incident/lease/undo-step.ts'
import { isSameRequest } from '../../incident/same-request.ts'
import { suggestedStepsOf, suggestedStepToken } from '../../incident/suggested-steps.ts'
import { namedCauses, type SuggestedStep } from '../../incident/verdict.ts'
import type { RenderContext } from '../render-context.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { type CardButton, cardButton } from './card-button.ts'
import { headlineAction } from './headline.ts'
import { isObserving } from './observation-progress.ts'
import { shownStandingOf } from './shown-standing.ts'
import { stepTitle } from './step-title.ts'

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
        !isMadeAlready(step, incident) &&
        !incident.actions.some((action) => isNotOfferedAgain(action, incident) && isSameRequest(action.request, step)),
    )
    .slice(0, 4)
}

/** The same, as what may be asked for: least harmful first. */
export const openSteps = (incident: Incident): readonly SuggestedStep[] => openOffers(incident).map(({ step }) => step)

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

const hourInMs = 3_600_000

/** For how long? Only where a step can go back by itself; read as `leaseHours` when a step is proposed. */
export const leaseDurationInput = (incident: Incident, say: Translate, { steps }: RenderContext) => {
  const leased = steps.filter(({ offersLease }) => offersLease).map(({ id }) => id)
  return openOffers(incident).some(({ step }) => leased.includes(step.step)) ? [leaseChoices(say)] : []
}

/** Two hours unless somebody says otherwise. */
export const leaseChoices = (say: Translate) => {
  const hours = [1, 2, 4, 8].map((length) => ({ title: say.duration(length * hourInMs), value: String(length) }))
  const always = { title: say(messageOf('card.lease.for-good')), value: '0' }
  return {
    label: say(messageOf('card.lease.label')),
    first: String(defaultLeaseInMs / hourInMs),
    choices: [...hours, always],
  }
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

/** Look again, all steps, and close; of a closed one, the way back. */
export const incidentButtons = (incident: Incident, say: Translate): readonly CardButton[] => {
  if (incident.closed !== undefined) return [reopenButton(incident, say)]
  if (incident.app === undefined) return []
  const again = cardButton(say(messageOf('card.button.observe-again')), 'observe-again', incident.id)
  const close = cardButton(say(messageOf('card.button.close')), 'close', incident.id)
  const steps = cardButton(say(messageOf('card.button.more-steps')), 'more-steps', incident.id)
  return isObserving(incident) ? [steps, close] : [again, steps, close]
}

export const reopenButton = ({ id }: Incident, say: Translate): CardButton =>
  cardButton(say(messageOf('card.button.reopen')), 'reopen', id)
