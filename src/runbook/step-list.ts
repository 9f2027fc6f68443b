import { observedIn } from '../answers/seen/looked.ts'
import { seenInstancesIn } from '../answers/seen/seen-instances.ts'
import type { ButtonClick } from '../chat/types.ts'
import { messageOf, type TranslatableMessage } from '../i18n/message.ts'
import { appDenial } from '../incident/approval/authorise.ts'
import type { Incident } from '../incident/incident.ts'
import type { StepArgs } from '../incident/mitigation-plan.ts'
import { weighedObservationOf } from '../incident/read-findings.ts'
import type { SeenApp } from '../mitigate/seen/seen-app.ts'
import type { MitigationStep } from '../mitigate/types.ts'
import { type ListedStep, moreStepsView } from '../views/more-steps-view.ts'
import { type FormProblem, stepFormView } from '../views/step-form-view.ts'
import { requiredOptInOf } from './allowed-collectors.ts'
import { leaseOf } from './click-values.ts'
import type { InputContext } from './input-context.ts'
import { newActionId } from './observation-request.ts'
import { enteredArgsOf } from './step-form-values.ts'

const verbs: readonly string[] = ['more-steps', 'choose-step', 'request-step']

export const isStepListVerb = (verb: string): boolean => verbs.includes(verb)

/**
 * "More steps…": every step to choose from, then what that one needs to know, then the wish for it. The cards are for
 * the presser alone, and say nothing that is believed: a token names the incident and a step of the list, what was
 * entered is held against what that step asks, and the wish is judged like any other.
 */
export const createStepListHandler = ({ dependencies, permissions, responder }: InputContext) => {
  const { steps, policy } = dependencies

  const denialOf = (click: ButtonClick, incident: Incident) =>
    permissions.readingDenialOf(click, incident) ??
    permissions.denialOf(click, 'ask', incident.app) ??
    appDenial(incident, click.place)

  const whyNot = (step: MitigationStep, seen: SeenApp): TranslatableMessage | undefined => {
    const isClosedKudu = requiredOptInOf({ through: step.through ?? 'arm' }) !== undefined && !policy()?.reading?.kudu
    return isClosedKudu ? messageOf('refusal.no-kudu') : step.whyNot?.(seen)
  }

  const list = (click: ButtonClick, incident: Incident, seen: SeenApp): Promise<void> => {
    const listed: readonly ListedStep[] = steps.map((step) => ({ id: step.id, whyNot: whyNot(step, seen) }))
    return responder.ask(click, { how: 'more-steps', incident }, (say) => moreStepsView(incident, listed, say))
  }

  const ask = (click: ButtonClick, asked: Asked, problems: readonly FormProblem[] = []): Promise<void> => {
    const { incident, step, seen } = asked
    const form = { step, token: `${incident.id}/${step.id}`, questions: step.asks?.(seen) ?? [] }
    return responder.ask(click, { how: 'step-form', incident }, (say) => stepFormView({ ...form, problems }, say))
  }

  const request = async (click: ButtonClick, { incident, step }: Asked, args: StepArgs): Promise<void> => {
    await responder.commit(click, incident.id, {
      type: 'RequestStep',
      action: newActionId(dependencies, incident.id),
      request: { step: step.id, args },
      by: { kind: 'person', person: click.person, place: click.place },
      ...(step.offersLease ? leaseOf(click.values) : {}),
    })
  }

  const handleStep = async (click: ButtonClick, asked: Asked): Promise<void> => {
    const { step, seen } = asked
    const impossible = whyNot(step, seen)
    if (impossible !== undefined) return responder.notice(click, impossible.key, impossible.args)
    const questions = step.asks?.(seen) ?? []
    if (click.verb === 'choose-step')
      return questions.length > 0 || step.offersLease ? ask(click, asked) : request(click, asked, {})
    const entered = enteredArgsOf(click.values, step, questions)
    return 'problems' in entered ? ask(click, asked, entered.problems) : request(click, asked, entered.args)
  }

  return async (click: ButtonClick, incident: Incident): Promise<void> => {
    const denial = denialOf(click, incident)
    if (denial !== undefined) return responder.refuse(click, click.verb, denial)
    const seen = seenAppOf(incident)
    if (seen === undefined) return responder.refuse(click, click.verb, { reason: 'not-yet' })
    if (click.verb === 'more-steps') return list(click, incident, seen)
    const id = click.verb === 'choose-step' ? click.values.step : click.token.split('/')[1]
    const step = steps.find((one) => one.id === id)
    if (step === undefined) return responder.notice(click, 'card.steps.not-chosen')
    await handleStep(click, { incident, step, seen })
  }
}

interface Asked {
  readonly incident: Incident
  readonly step: MitigationStep
  readonly seen: SeenApp
}

/** What a step of ours has changed since is not judged by: its what-if reads anew. */
const seenAppOf = (incident: Incident): SeenApp | undefined => {
  const { app, actions } = incident
  if (app === undefined) return undefined
  const found = observedIn(incident)
  const lookedAt = weighedObservationOf(incident)?.startedAt ?? 0
  const isOutdated = actions.some(({ startedAt = 0 }) => startedAt >= lookedAt && startedAt > 0)
  return {
    app,
    findings: isOutdated ? [] : (found?.findings ?? []),
    instances: found === undefined ? [] : seenInstancesIn(found).map(({ name }) => name),
  }
}
