import { describe, expect, test, vi } from 'vitest'
import { AzureError } from '../../src/azure/types.ts'
import { messageOf } from '../../src/i18n/message.ts'
import type { MitigationPlan } from '../../src/incident/mitigation-plan.ts'
import { incidentOf } from '../views/fixtures.ts'
import { answerTo } from './journal-questions.ts'

const proposal = incidentOf('proposed').actions[0]?.plan as MitigationPlan

const planning = (plan: Partial<MitigationPlan> = {}) =>
  vi.fn(async (_: unknown, { step, args }: { step: string; args: MitigationPlan['args'] }) => ({
    plan: { ...proposal, ...plan, step, args },
  }))

describe('step-effects', () => {
  test.each([
    ['what does it cost', 'Cost: +€0.252 an hour'],
    ['how long does it take', 'How long Azure takes is not known beforehand.'],
    ['is it risky?', 'Risk: low.'],
    ['will sessions be lost?', 'Sessions or carts kept in the memory of a process that ends are lost'],
    ['are other apps hit?', 'Touches: 3 apps and slots'],
    ['can it be reverted?', 'Undo: Scale in to 3 instances'],
  ])('answers the side that was asked for first: %s', async (text, first) => {
    const planStep = planning()

    const lines = await answerTo('step-effects', { incident: incidentOf('proposed'), text, sources: { planStep } })

    expect(lines[0]).toContain(first)
    expect(planStep).not.toHaveBeenCalled()
  })

  test('tells what changes first where that is asked, then what people notice', async () => {
    const lines = await answerTo('step-effects', { incident: incidentOf('proposed'), text: 'what would that do' })

    expect(lines.slice(0, 2)).toEqual(['Workers: 3 → 4', 'People notice: Nothing; the new instance warms up first.'])
  })

  test.each([
    ['what does a restart cost', 'restart', {}],
    ['wat kosten twee instances erbij', 'scale-out', { more: 2 }],
    ['what does it cost with 6 instances', 'scale-out', { workers: 6 }],
    ['wat kost opschalen naar P2v3', 'scale-up', { sku: 'P2v3' }],
  ])('plans what is named, from live state: %s', async (text, step, args) => {
    const planStep = planning()

    await answerTo('step-effects', { incident: incidentOf('proposed'), text, sources: { planStep } })

    expect(planStep).toHaveBeenCalledWith(expect.anything(), { step, args })
  })

  test('takes the first suggested step where nothing is named and nothing waits', async () => {
    const planStep = planning()

    await answerTo('step-effects', { incident: incidentOf('judged'), text: 'is it safe', sources: { planStep } })

    expect(planStep).toHaveBeenCalledWith(expect.anything(), expect.objectContaining({ step: 'restart-instance' }))
  })

  test.each([
    [
      'would adding an instance help and what would that cost per month',
      'Yes, as far as I see: the cause is “Out of CPU”.',
    ],
    ['would a restart help', 'I do not think so: the cause is “Out of CPU”, which this does not mend. Rather:'],
    [
      'can we scale out at all, or is there a max of workers',
      'At most 8 instances (policy 8, plan 10); there are 3 now.',
    ],
    ['is there customer data in a memory dump', 'Yes, possibly: a dump is all that the process has in memory'],
  ])('answers from the verdict, the policy and the plan: %s', async (text, first) => {
    const planStep = planning({ state: { workers: 3, maximumWorkers: 10 } })
    const rule = { name: 'all', approvers: ['lead'], needed: 1, requesterCounts: false, maximumInstances: 8 }
    const rules = [{ ...rule, expiresInMs: 1, coolDownInMs: 0 }]
    const policy = { people: {}, rules, freezes: [] }

    const lines = await answerTo('step-effects', {
      incident: incidentOf('judged'),
      text,
      sources: { planStep, policy },
    })

    expect(lines[0]).toContain(first)
    if (text.includes('cost')) expect(lines[1]).toContain('Cost: +€0.252 an hour')
  })

  test('says how long it took the last time', async () => {
    const lines = await answerTo('step-effects', {
      incident: incidentOf('judged'),
      text: 'how long does scaling out take',
      sources: { planStep: planning(), earlierIncidents: async () => [{ ...incidentOf('closed'), id: 'INC-3' }] },
    })

    expect(lines[0]).toContain('The last time here it took 1 min (INC-3).')
  })

  test('says why where Azure does not tell, and asks for a name where no step is meant', async () => {
    const planStep = async () => {
      throw new AzureError('forbidden', 'no', { phrase: messageOf('test.text', { text: 'Needed: read on the plan.' }) })
    }

    const denied = await answerTo('step-effects', { text: 'what does a restart do', sources: { planStep } })
    const nothing = await answerTo('step-effects', { incident: incidentOf('closed'), text: 'is it safe' })

    expect(denied).toEqual(['As things are now it cannot be done. Needed: read on the plan.'])
    expect(nothing).toEqual(['No step waits or is suggested here, so I do not know which one you mean.'])
  })

  test('each part of a question has a line, and no more than four stand there', async () => {
    const lines = await answerTo('step-effects', {
      incident: incidentOf('proposed'),
      text: 'what does it cost, for how long do we pay that, and are requests in flight cut off',
    })

    expect(lines.slice(0, 3)).toEqual([
      expect.stringMatching(/^Requests under way/),
      expect.stringMatching(/^Cost: /),
      'You pay for 2 h: then it goes back by itself.',
    ])
    expect(lines.length).toBeLessThanOrEqual(5)
  })

  test('where there is no slot to swap with, what goes instead', async () => {
    const planStep = async () => ({ impossible: messageOf('test.text', { text: 'No slot.' }) })

    const lines = await answerTo('step-effects', {
      incident: incidentOf('judged'),
      text: 'how long does a rollback take',
      sources: { planStep },
    })

    expect(lines).toEqual([
      'As things are now it cannot be done. No slot.',
      'What can be done: deploy the version before, by your own pipeline.',
      expect.stringMatching(/^It takes as long as a deployment of yours does/),
    ])
  })
})
