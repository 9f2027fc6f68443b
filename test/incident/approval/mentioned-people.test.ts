import { expect, it } from 'vitest'
import { mentionedPeople } from '../../../src/incident/approval/mentioned-people.ts'
import type { NotifyPolicy, PostMention } from '../../../src/incident/approval/notify-policy.ts'
import type { Policy } from '../../../src/incident/approval/policy.ts'
import { onSlack, person, policy } from '../story.ts'

const weekdayNight = Date.UTC(2026, 0, 15, 23, 30)
const weekdayNoon = Date.UTC(2026, 0, 15, 12)
const quiet: NotifyPolicy = {
  quietHours: [
    {
      days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
      fromMinute: 22 * 60,
      toMinute: 7 * 60,
      timeZone: 'Europe/Amsterdam',
    },
  ],
}
const named = (mention: PostMention, notify?: NotifyPolicy, at = weekdayNoon, more: Partial<Policy> = {}) =>
  mentionedPeople({ ...policy, ...more, ...(notify && { notify }) }, mention, at).map(({ name }) => name)

it('calls whoever has to act, each once, by what the policy knows of them', () => {
  const ada = { event: 'not-recovered', keys: ['ada'], people: [person('ada'), { key: 'dirk', name: 'D' }] } as const

  expect(named(ada)).toEqual(['Ada', 'Dirk'])
  expect(mentionedPeople(policy, ada, weekdayNoon)[0]?.identities).toMatchObject({ slack: 'T1/U-ADA' })
})

it('calls nobody whose own word does not count', () => {
  expect(named({ event: 'approval', keys: ['ada', 'bram'], except: [onSlack('U-ADA')] })).toEqual(['Bram'])
})

it('calls somebody whom the policy does not know by the platform that vouches for them', () => {
  const mention = { event: 'drift', people: [onSlack('U-EVA')] } as const

  expect(mentionedPeople(undefined, mention, weekdayNoon)).toEqual([
    { name: 'U-EVA', identities: { slack: 'T1/U-EVA' } },
  ])
  expect(named(mention)).toEqual(['U-EVA'])
})

it('lets a list of roles replace that, and an empty one call nobody', () => {
  const mention: PostMention = { event: 'recovered', people: [onSlack('U-EVA')] }

  expect(named(mention, { mention: { recovered: ['oncall'] } })).toEqual(['Ada', 'Dirk'])
  expect(named(mention, { mention: { recovered: [] } })).toEqual([])
})

it('calls nobody in quiet hours but for what waits for somebody', () => {
  expect(named({ event: 'not-recovered', keys: ['ada'] }, quiet, weekdayNight)).toEqual([])
  expect(named({ event: 'not-recovered', keys: ['ada'] }, quiet)).toEqual(['Ada'])
  expect(named({ event: 'approval', keys: ['ada'] }, quiet, weekdayNight)).toEqual(['Ada'])
})

it('calls the reviewers of an emergency, but for whoever broke the glass', () => {
  const breakGlass = { roles: ['lead'], reviewers: ['lead'], reviewWithinInMs: 1 }

  expect(named({ event: 'break-glass', except: [person('bram')] }, quiet, weekdayNight, { breakGlass })).toEqual([
    'Ada',
    'Chloé',
  ])
})

it('calls five at most', () => {
  const people = Object.fromEntries(
    ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((key) => [key, { name: key, roles: [], identities: {} }]),
  )

  expect(named({ event: 'approval', keys: Object.keys(people) }, undefined, weekdayNoon, { people })).toHaveLength(5)
})
