import { expect, it } from 'vitest'
import { createFakeChat, type FakeChat } from '../../src/cli/drill/fake-chat.ts'
import { examplePolicyPath, readPolicyFile } from '../../src/policy-file/index.ts'
import { messageText } from '../message-text.ts'
import { createFlow } from './flow.ts'

/** One incident on two platforms, on which Bram is one person. */
const twoPlatforms = async () => {
  const example = readPolicyFile(examplePolicyPath, { practice: true })
  const bram = { name: 'Bram', roles: ['lead'], identities: { web: 'local/bram', slack: 'T1/U-BRAM' } }
  const rules = example.rules.map((rule) => ({ ...rule, needed: 2 }))
  const policy = { ...example, rules, people: { ...example.people, bram } }
  let slack: FakeChat | undefined
  const flow = await createFlow({
    policy,
    more: (expand) => {
      slack = createFakeChat(expand, { platform: 'slack', tenant: 'T1', channel: 'C1' })
      return [slack]
    },
  })
  if (slack === undefined) throw new Error('no second stage')
  return { flow, slack }
}

/** The line that tells the incident's own channel, and no card of it. */
const isBroughtLine = (words: string): boolean =>
  words === messageText('en', 'talk.brought', { who: 'U-BRAM', incident: 'INC-1', channel: 'slack:T1/C1' })
const cardsOf = ({ shown }: FakeChat): readonly string[] => [...shown.values()].filter((words) => !isBroughtLine(words))

it('naming an incident elsewhere brings it there; one decision, every card in step, one vote a person', async () => {
  const { flow, slack } = await twoPlatforms()
  await flow.chat.says('ada', 'scale contoso-web to 5 instances')
  await flow.settle()
  await slack.says('U-BRAM', 'INC-1')
  await slack.says('U-BRAM', 'INC-1')
  await flow.settle()
  expect(cardsOf(slack)).toEqual(cardsOf(flow.chat))
  expect([...slack.shown.values()].filter(isBroughtLine)).toEqual([])
  expect([...flow.chat.shown.values()].filter(isBroughtLine)).toHaveLength(1)
  const { id } = await flow.action()

  await slack.clicks('U-BRAM', 'approve', id)
  await flow.chat.clicks('bram', 'approve', id)
  expect((await flow.events()).at(-1)).toMatchObject({ refusal: { reason: 'duplicate' } })

  await flow.chat.clicks('chloe', 'approve', id)
  await flow.settle()
  expect((await flow.action()).status).toBe('accepted')
  expect(flow.simulator.writes()).toHaveLength(1)
  expect(cardsOf(slack)).toEqual(cardsOf(flow.chat))
  await flow.stop()
})

it('reporting the same app again elsewhere tells the channel where it was reported first', async () => {
  const { flow, slack } = await twoPlatforms()
  await flow.chat.says('ada', 'contoso-web is 503ing')
  await flow.settle()

  await slack.says('U-BRAM', 'contoso-web is slow')
  await slack.says('U-BRAM', 'contoso-web is down')
  await flow.settle()

  expect([...flow.chat.shown.values()].filter(isBroughtLine)).toHaveLength(1)
  expect([...slack.shown.values()].filter(isBroughtLine)).toEqual([])
  await flow.stop()
})

it('what a crash left untold after the joining is told at the next change, once', async () => {
  const { flow, slack } = await twoPlatforms()
  await flow.chat.says('ada', 'contoso-web is 503ing')
  await flow.settle()
  const { version: expectedVersion } = await flow.incident()
  const { person: by, place } = slack.who('U-BRAM')
  // As far as the bot came before it died.
  const joined = { type: 'IncidentJoined', at: flow.clock.now(), by, place, text: 'INC-1' } as const
  await flow.appmedic.journal.append({ stream: 'INC-1', expectedVersion, events: [joined] })

  await flow.chat.says('ada', 'look again at contoso-web')
  await flow.settle()
  await flow.chat.says('ada', 'contoso-web is down')
  await flow.settle()

  expect([...flow.chat.shown.values()].filter(isBroughtLine)).toHaveLength(1)
  await flow.stop()
})
