import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { messageOf } from '../../src/i18n/message.ts'
import { languages } from '../../src/i18n/types.ts'
import { evolve } from '../../src/incident/evolve.ts'
import type { Incident } from '../../src/incident/incident.ts'
import { postView } from '../../src/views/post-view.ts'
import { postKinds, postsOf } from '../../src/views/posts/index.ts'
import { sayIn } from './card-translator.ts'
import { eventsOf, incidentOf, reportedAt, type StoryName, storyNames } from './fixtures.ts'

const say = sayIn('en')
const action = 'INC-7.9f2c41d07b'
const keysOf = (incident: Incident): readonly string[] => postsOf(incident, say).map(({ key }) => key)

it('has a file and a line in the list for each kind', () => {
  const files = readdirSync(new URL('../../src/views/posts/', import.meta.url)).map((file) => file.replace('.ts', ''))
  const parts = ['index', 'types', 'step-words']

  expect(files.filter((file) => !parts.includes(file)).sort()).toEqual(postKinds.map(({ id }) => id).sort())
})

it.each<[StoryName, readonly string[]]>([
  ['looking', []],
  ['early', []],
  ['judged', ['post:verdict:1']],
  ['proposed', ['post:verdict:1', `post:approval:${action}`]],
  ['expired', ['post:verdict:1']],
  ['voided', ['post:verdict:1', `post:drift:${action}`]],
  ['started', ['post:verdict:1', `post:run:${action}`]],
  ['recovered', ['post:verdict:1', `post:run:${action}`, `post:outcome:${action}:recovered`]],
  ['not-recovered', ['post:verdict:1', `post:run:${action}`, `post:outcome:${action}:not-recovered`]],
  ['broken', ['post:verdict:1', `post:break-glass:${action}`]],
])('%s tells %j', (story, keys) => {
  expect(keysOf(incidentOf(story))).toEqual(keys)
})

describe.each(languages)('in %s', (language) => {
  it('every message of every story is one line of 200 characters at most', () => {
    for (const story of storyNames) {
      for (const { words, key } of postsOf(incidentOf(story), sayIn(language))) {
        const { summary } = postView(words, sayIn(language))
        expect([key, summary.length <= 200, summary.includes('\n')]).toEqual([key, true, false])
      }
    }
  })
})

it('the same look again says nothing new, another verdict does', () => {
  const incident = incidentOf('judged')
  const { verdict, observation } = incident
  if (verdict === undefined || observation === undefined) throw new Error('nothing seen')
  const later = { at: reportedAt + 30 * 60_000 }
  const again = evolve(
    evolve(incident, { ...later, type: 'ObservationStarted', round: 2, window: observation.window, probes: [] }),
    { ...later, type: 'VerdictReached', round: 2, verdict: { ...verdict, at: later.at } },
  )
  const well = evolve(again, {
    ...later,
    type: 'VerdictReached',
    round: 2,
    verdict: { ...verdict, outcome: 'nothing-wrong', causes: [], trouble: [] },
  })

  expect(keysOf(again)).toEqual(['post:verdict:1'])
  expect(again.news?.at).toBe(incident.news?.at)
  expect(keysOf(well)).toEqual(['post:verdict:2'])
})

it('calls whoever has to act: approvers but the requester, the owner where a step did not help', () => {
  const mentionOf = (story: StoryName, kind: string) =>
    postsOf(incidentOf(story), say).find(({ key }) => key.startsWith(`post:${kind}:`))?.mention

  const asked = incidentOf('proposed').actions[0]
  const given = asked?.approvals.map((approval) => approval.person) ?? []
  const others = asked?.rule?.approvers.filter((key) => !given.includes(key))
  expect(given).toHaveLength(1)
  expect(mentionOf('proposed', 'approval')).toMatchObject({ event: 'approval', keys: others })
  expect(mentionOf('not-recovered', 'outcome')).toMatchObject({
    event: 'not-recovered',
    people: [{ name: asked?.by.kind === 'person' ? asked.by.person.name : '' }],
  })
  expect(mentionOf('recovered', 'outcome')).toEqual({ event: 'recovered' })
})

it('tells of a lease before its end, once for each end, and hourly or for another reason while it is held', () => {
  const reminded = incidentOf('reminded')
  const endsAt = reminded.actions[0]?.lease?.endsAt
  expect(keysOf(reminded)).toContain(`post:lease-ending:${action}:${endsAt}`)

  const heldFor = (key: string, afterInMs: number, asks?: 'maximum'): Incident => {
    const at = (endsAt ?? 0) + afterInMs
    const held = { at, until: reportedAt, why: messageOf(key), times: 1, ...(asks === undefined ? {} : { asks }) }
    const actions = reminded.actions.map((one) =>
      one.lease === undefined ? one : { ...one, lease: { ...one.lease, held } },
    )
    return { ...reminded, actions }
  }
  const quarter = 15 * 60_000
  const told = [0, 1, 2, 3, 4, 7, 8].map((quarters) => keysOf(heldFor('card.lease.held.no-data', quarters * quarter)))
  expect(new Set(told.map((keys) => keys.find((key) => key.startsWith(`post:lease-held:${action}`)))).size).toBe(3)
  expect(told[0]).not.toContain(`post:lease-ending:${action}:${endsAt}`)
  expect(keysOf(heldFor('card.lease.held.busy', 0))).not.toEqual(told[0])
  expect(keysOf(heldFor('card.lease.held.no-data', 0, 'maximum'))).not.toEqual(told[0])
})

it('a lease that ends or is held can be answered from its message, as long as the policy gives more', () => {
  const verbsOf = (incident: Incident): readonly string[] =>
    postsOf(incident, say).flatMap(({ key, buttons = [] }) =>
      key.startsWith('post:lease-') ? buttons.map(({ verb, token }) => `${verb} ${token}`) : [],
    )
  const reminded = incidentOf('reminded')
  const ends = [`return-lease ${action}`, `keep-for-good ${action}`]
  expect(verbsOf(reminded)).toEqual([`extend-lease ${action}`, ...ends])

  const held = { at: reportedAt, until: reportedAt, why: messageOf('card.lease.held.no-data'), times: 1 }
  const actions = reminded.actions.map((one) =>
    one.lease === undefined ? one : { ...one, lease: { ...one.lease, held: { ...held, asks: 'maximum' as const } } },
  )
  expect(verbsOf({ ...reminded, actions })).toEqual(ends)
})

it('tells once who has decided that a step stays for good, and nothing of one that was left without a wish', () => {
  const ended = { at: reportedAt, type: 'LeaseEnded', action, how: 'left' } as const
  const by = { platform: 'slack', tenant: 'T1', id: 'U1', name: 'Bram' }
  const postOf = (incident: Incident) => postsOf(incident, say).find(({ key }) => key.startsWith('post:lease-kept'))

  const kept = postOf(evolve(incidentOf('held'), { ...ended, by, person: 'bram' }))
  expect(kept).toMatchObject({
    key: `post:lease-kept:${action}`,
    words: { args: { who: 'Bram' } },
    at: reportedAt,
    mention: { event: 'lease', except: [by] },
  })
  expect(postOf(evolve(incidentOf('held'), ended))).toBeUndefined()
})

it('is told the same of an incident however it was read', () => {
  const folded = eventsOf('recovered').reduce<Incident | undefined>(evolve, undefined)

  expect(folded && postsOf(folded, say)).toEqual(postsOf(incidentOf('recovered'), say))
})
