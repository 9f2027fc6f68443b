import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Policy } from '../../src/incident/approval/policy.ts'
import type { Person } from '../../src/incident/person.ts'
import { people as onTeams } from '../chat/teams/payloads.ts'
import { startOnThreePlatforms, type ThreePlatforms } from './three-platforms.ts'

let bot: ThreePlatforms
beforeAll(async () => {
  bot = await startOnThreePlatforms()
  const { mallory: _, ...people } = bot.policy?.people ?? {}
  const anybody = { anyone: ['member', 'guest', 'foreign'], may: ['read', 'ask'] } as const
  const named = { roles: ['lead'], may: ['read', 'ask', 'approve'] } as const
  bot.policy = { ...(bot.policy as Policy), people, permissions: [anybody, named] }
})
afterAll(() => bot.stop())

/** Everybody who has been heard in the incident, in order. */
const heard = async (): Promise<readonly Person[]> =>
  (await bot.events()).flatMap((event) =>
    'by' in event && typeof event.by === 'object' && 'id' in event.by ? [event.by] : [],
  )

it('what is journaled says who somebody is; whom the policy names was not asked about', async () => {
  bot.teamsCloud.roster.set(onTeams.mallory.aadObjectId, { userPrincipalName: 'm_f.example#EXT#@contoso.example' })
  bot.slackCloud.profiles.set('U0MALLORY', { is_restricted: true })

  await bot.teams.says('ada', 'contoso-web is down')
  await bot.teams.says('mallory', 'contoso-web is down')
  await bot.slack.says('mallory', 'contoso-web is down')

  const byName = (await heard()).map(({ platform, id, membership }) => [platform, id, membership])
  expect(byName).toContainEqual(['teams', onTeams.ada.aadObjectId, undefined])
  expect(byName).toContainEqual(['teams', onTeams.mallory.aadObjectId, 'guest'])
  expect(byName).toContainEqual(['slack', 'U0MALLORY', 'guest'])
  expect(bot.teamsCloud.rosterRequests).toEqual([onTeams.mallory.aadObjectId])
})
