import { describe, expect, it } from 'vitest'
import { messageOf } from '../../../src/i18n/message.ts'
import type { StepAdvice } from '../../../src/incident/approval/approval-event.ts'
import type { CommandOf } from '../../../src/incident/command.ts'
import type { MitigationPlan } from '../../../src/incident/mitigation-plan.ts'
import type { Verdict } from '../../../src/incident/verdict.ts'
import { adviceSection } from '../../../src/views/parts/step-advice.ts'
import { stepTitle } from '../../../src/views/parts/step-title.ts'
import { sayIn } from '../../views/card-translator.ts'
import {
  approve,
  begin,
  minute,
  person,
  place,
  planOf,
  policy,
  reported,
  type Story,
  scaleInOf,
  start,
  steps,
} from '../story.ts'

const heaviest = messageOf('test.text', { text: 'Response time went from 0.07 s to 2.2 s.' })
const objection = messageOf('test.text', { text: 'It stays slow.' })

const verdict: Verdict = {
  at: start,
  outcome: 'cause',
  causes: [
    {
      cause: 'slow-dependency',
      confidence: 0.8,
      evidence: [
        { text: messageOf('test.text', { text: 'CPU is ordinary.' }), weight: 0.3, probe: 'plan-metrics' },
        { text: heaviest, weight: 0.4, probe: 'app-metrics' },
      ],
      against: [],
      steps: [{ step: 'scale-out', args: { workers: 5 }, why: messageOf('test.text', { text: 'More room.' }) }],
      objections: [{ step: 'soft-restart', why: objection }],
    },
  ],
  unseen: [],
}

const judged = (reached: Verdict): Story =>
  ['app-state', 'app-metrics']
    .reduce(
      (story, probe) => story.when({ type: 'RecordProbe', round: 1, result: { probe, status: 'ok', findings: [] } }),
      reported(),
    )
    .when({ type: 'Conclude', stage: 'whole', round: 1, verdict: reached })

const proposedOn = (story: Story, plan: MitigationPlan = planOf(), action = 'INC-1.a'): Story =>
  story
    .when({
      type: 'RequestStep',
      action,
      request: { step: plan.step, args: plan.args },
      by: { kind: 'person', person: person('ada'), place },
    })
    .when({ type: 'Propose', action, planned: { plan } })

const approveBecause = (reason: string): CommandOf<'Approve'> => ({
  type: 'Approve',
  action: 'INC-1.a',
  by: person('bram'),
  place,
  reason,
})

const adviceOf = (story: Story) => story.incident.actions.at(-1)?.advice

describe('a step that the verdict argues against', () => {
  it('says so with its proposal, with the heaviest of what was seen', () => {
    const story = proposedOn(judged(verdict)).gives('ActionProposed')

    expect(adviceOf(story)).toEqual({ is: 'against', cause: 'slow-dependency', why: objection, shows: heaviest })
  })

  it('is approved with a reason in words, and with nothing less', () => {
    const story = proposedOn(judged(verdict))
      .when(approve(person('bram')))
      .refuses('reason-needed')
      .when(approveBecause('ok ok'))
      .refuses('reason-needed')
      .when(approveBecause('The database team asks for it.'))
      .gives('ApprovalGiven', 'ActionApproved')

    expect(story.incident.actions[0]?.approvals).toMatchObject([
      { person: 'bram', reason: 'The database team asks for it.' },
    ])
  })

  it('tells nobody who may not approve it what would be needed', () => {
    proposedOn(judged(verdict))
      .when(approve(person('dirk')))
      .refuses('forbidden')
  })

  it('is judged by the verdict of its proposal, whatever is found later', () => {
    const later: Verdict = { ...verdict, outcome: 'nothing-wrong', causes: [] }
    const story = proposedOn(judged(verdict)).when({ type: 'Conclude', stage: 'whole', round: 1, verdict: later })

    expect(adviceOf(story)?.is).toBe('against')
    story.when(approve(person('bram'))).refuses('reason-needed')
  })

  it('is argued against no more once a step has helped', () => {
    const plan = { ...planOf(3, 'restart'), destroysEvidence: false }
    const at = (minutes: number) => ({ now: start + minutes * minute })
    const readings = [{ limit: 0, value: 1, holds: true }]
    const recovered = proposedOn(judged(verdict), plan)
      .when(approve(person('bram')), at(1))
      .when(begin(plan), at(1))
      .when({ type: 'RecordFinished', action: 'INC-1.a', outcome: 'done' }, at(1))
      .when({ type: 'StartVerification', action: 'INC-1.a', before: [] }, at(1))
      .when({ type: 'RecordReadings', action: 'INC-1.a', readings }, at(2))
      .when({ type: 'RecordReadings', action: 'INC-1.a', readings }, at(5))
    expect(recovered.incident.actions[0]?.status).toBe('recovered')

    expect(adviceOf(proposedOn(recovered, planOf(), 'INC-1.b'))).toBeUndefined()
  })
})

it('taking back a step of ours is argued against by nothing, and owes nobody a reason', () => {
  const causes = verdict.causes.map((cause) => ({ ...cause, objections: [{ step: 'scale-in', why: objection }] }))
  const scale = planOf(3, 'scale-out')
  const verifying = proposedOn(judged({ ...verdict, causes }), scale)
    .when(approve(person('bram')))
    .when(approve(person('chloe')))
    .when(begin(scale))
    .when({ type: 'RecordFinished', action: 'INC-1.a', outcome: 'done' })
    .when({ type: 'StartVerification', action: 'INC-1.a', before: [] })
  const back = scaleInOf(5)
  const undone = verifying
    .when({
      type: 'RequestStep',
      action: 'INC-1.u',
      request: { step: back.step, args: back.args },
      by: { kind: 'person', person: person('ada'), place },
      undoes: 'INC-1.a',
    })
    .when({ type: 'Propose', action: 'INC-1.u', planned: { plan: back } })

  expect(adviceOf(proposedOn(verifying, back, 'INC-1.b'))).toMatchObject({ is: 'against' })
  expect(undone.incident.actions.at(-1)?.status).toBe('proposed')
  expect(adviceOf(undone)).toBeUndefined()
})

describe('a step that the verdict suggests', () => {
  it('says so, and takes no reason', () => {
    const story = proposedOn(judged(verdict), planOf(3, 'scale-out'))

    expect(adviceOf(story)).toMatchObject({ is: 'for', cause: 'slow-dependency' })
    story.when(approve(person('bram'))).gives('ApprovalGiven')
  })

  it('is not the one that was suggested with other arguments', () => {
    const plan = { ...planOf(3, 'scale-out'), args: { workers: 4 } }

    expect(adviceOf(proposedOn(judged(verdict), plan))).toBeUndefined()
  })
})

describe('a step of which the verdict says nothing', () => {
  const restart = planOf(3, 'restart')

  it('names the one that is suggested instead, and takes no reason', () => {
    const story = proposedOn(judged(verdict), restart)

    expect(adviceOf(story)).toEqual({
      is: 'other',
      cause: 'slow-dependency',
      instead: { step: 'scale-out', args: { workers: 5 } },
    })
    story.when(approve(person('bram'))).gives('ApprovalGiven', 'ActionApproved')
  })

  it.each(['en', 'nl'] as const)('says so above Approve: %s', (language) => {
    const say = sayIn(language)
    const [section] = adviceSection({ advice: adviceOf(proposedOn(judged(verdict), restart)) as StepAdvice }, say)

    expect(section).toMatchObject({ style: 'default', title: say(messageOf('card.advice.other')) })
    expect(section?.text).toContain(stepTitle({ step: 'scale-out', args: { workers: 5 } }, say))
  })

  it('is told nothing where nothing is suggested, and where it only fetches', () => {
    const causes = verdict.causes.map((cause) => ({ ...cause, steps: [] }))

    expect(adviceOf(proposedOn(judged({ ...verdict, causes }), restart))).toBeUndefined()
    expect(adviceOf(proposedOn(judged(verdict), { ...restart, kind: 'capture' }))).toBeUndefined()
  })
})

it('of what is over, not known or only suspected nothing is claimed', () => {
  const over: Verdict = { ...verdict, until: start }
  const unsure: Verdict = { ...verdict, outcome: 'not-enough-evidence' }

  for (const one of [over, unsure]) expect(adviceOf(proposedOn(judged(one)))).toBeUndefined()
  expect(adviceOf(proposedOn(reported()))).toBeUndefined()
})

it('a step that no cause would speak for is argued against by what visitors feel', () => {
  const felt = messageOf('test.text', { text: 'All is well for most.' })
  const trouble: Verdict = { ...verdict, trouble: [{ text: felt, weight: 0.5, probe: 'app-metrics' }] }
  const objecting = { steps: [...steps, { id: 'soft-restart', kind: 'change', inputs: {}, objection: 'x' } as const] }
  const calm: Verdict = { ...trouble, causes: [{ ...trouble.causes[0], objections: [] } as Verdict['causes'][number]] }
  const story = judged(calm)
    .when({
      type: 'RequestStep',
      action: 'INC-1.a',
      request: { step: 'soft-restart', args: {} },
      by: { kind: 'person', person: person('ada'), place },
    })
    .when({ type: 'Propose', action: 'INC-1.a', planned: { plan: planOf() } }, { ...objecting, policy })

  expect(adviceOf(story)).toEqual({ is: 'against', why: { key: 'x' }, shows: felt })
})
