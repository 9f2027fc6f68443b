import { expect, it } from 'vitest'
import { createFakeChat, type FakeChat } from '../../src/cli/drill/fake-chat.ts'
import type { PermissionGrant } from '../../src/incident/approval/policy.ts'
import { foldEvents } from '../../src/incident/evolve.ts'
import { examplePolicyPath, readPolicyFile } from '../../src/policy-file/index.ts'
import { messageText } from '../message-text.ts'
import { createFlow } from './flow.ts'

/** One incident on two platforms, on which Bram is one person. */
const twoPlatforms = async (more: readonly PermissionGrant[] = []) => {
  const example = readPolicyFile(examplePolicyPath, { practice: true })
  const bram = { name: 'Bram', roles: ['lead'], identities: { web: 'local/bram', slack: 'T1/U-BRAM' } }
  const rules = example.rules.map((rule) => ({ ...rule, needed: 2 }))
  const eva = { name: 'Eva', roles: ['reader'], identities: { slack: 'T1/U-EVA' } }
  const people = { ...example.people, bram, eva }
  const policy = { ...example, rules, people, permissions: [...(example.permissions ?? []), ...more] }
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
/** Told to whoever named it, in place. */
const isOwnLine = (words: string): boolean => words.startsWith('Joined INC-1 ')
const cardsOf = ({ shown }: FakeChat): readonly string[] =>
  [...shown.values()].filter((words) => !isBroughtLine(words) && !isOwnLine(words))

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

const readingIn = (...channels: readonly string[]): PermissionGrant => ({ roles: ['reader'], may: ['read'], channels })
const here = 'slack:T1/C1'
const own = 'web:local/drill'

it.each([
  ['where it is named', readingIn(here), false],
  ['where it lives', readingIn(own), false],
  ['in both', readingIn(here, own), true],
])('who may read an incident %s and names it elsewhere', async (_, grant, isBrought) => {
  const { flow, slack } = await twoPlatforms([grant])
  await flow.chat.says('ada', 'contoso-web is 503ing')
  await flow.settle()
  const before = (await flow.incident()).places.length

  await slack.says('U-EVA', 'INC-1')
  await flow.settle()

  expect((await flow.incident()).places.length > before).toBe(isBrought)
  expect(slack.shown.size > 0).toBe(isBrought)
  expect(slack.whispers.join().includes('contoso-web')).toBe(false)
  expect([...flow.chat.shown.values()].some((words) => words.includes('slack:T1/C1'))).toBe(isBrought)
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

it.each([['contoso-web is down'], ['no, I meant contoso-web']])(
  'who may not read an incident where it lives gets one of their own: "%s"',
  async (words) => {
    const { flow, slack } = await twoPlatforms([{ roles: ['reader'], may: ['read', 'ask'], channels: [here] }])
    await flow.chat.says('ada', 'contoso-web is 503ing since the release of tonight')
    await flow.settle()
    const before = (await flow.incident()).places.length

    await slack.says('U-EVA', words)
    await flow.settle()

    expect((await flow.incident()).places).toHaveLength(before)
    const own = foldEvents((await flow.appmedic.journal.read('INC-2')).map(({ event }) => event))
    expect(own?.places.map(({ platform }) => platform)).not.toContain('web')
    expect([...slack.shown.values(), ...slack.whispers].join()).not.toMatch(/INC-1|release of tonight/)
    await flow.stop()
  },
)
