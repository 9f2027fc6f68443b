import { afterEach, expect, it } from 'vitest'
import type { EventPayload } from '../../src/incident/event.ts'
import { createFlow, type Flow, minute } from './flow.ts'

let flow: Flow
afterEach(() => flow.stop())

const lookings = async () => (await flow.events()).filter((event) => event.type === 'ObservationStarted')

it('the bot looks again by itself when the figures are there, also after a kill, and once', async () => {
  flow = await createFlow()
  await flow.chat.says('ada', 'contoso-web is 503ing')
  await flow.settle()
  const at = flow.clock.now()
  const lookAgainAt = at + 3 * minute
  const { observation, reportedAt } = await flow.incident()
  // As if the process had ended after a look of figures that were too old, and another took over.
  const left: readonly EventPayload[] = [
    {
      type: 'ObservationStarted',
      round: 2,
      window: observation?.window ?? { from: 0, to: 0 },
      probes: [],
      by: { platform: 'web', tenant: 'local', id: 'ada', name: 'Ada' },
    },
    {
      type: 'VerdictReached',
      round: 2,
      verdict: {
        at,
        outcome: 'not-enough-evidence',
        causes: [],
        unseen: [],
        provisional: { figuresUntil: at - 3 * minute, lookAgainAt },
      },
    },
  ]
  const expectedVersion = (await flow.events()).length
  const events = left.map((payload) => ({ at, ...payload }))
  await flow.appmedic.journal.append({ stream: 'INC-1', expectedVersion, events })
  await flow.appmedic.runbook.reload(['INC-1'])
  await flow.pass(2 * minute)
  expect(await lookings()).toHaveLength(2)

  await flow.pass(30 * minute)

  const [, , own, ...more] = await lookings()
  expect(own).toMatchObject({ round: 3, at: lookAgainAt })
  expect(own).not.toHaveProperty('by')
  expect(more).toEqual([])
  expect((await flow.incident()).reportedAt).toBe(reportedAt)
  expect((await flow.incident()).verdict?.causes[0]?.cause).toBe('cpu-saturation')
  expect(flow.troubles).toEqual([])
})
