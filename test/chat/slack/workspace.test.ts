import { expect, it } from 'vitest'
import { isForInstalledApp } from '../../../src/chat/slack/inputs/installed-workspace.ts'
import { parseSlackClick } from '../../../src/chat/slack/inputs/parse-click.ts'
import { parseMessageEvent } from '../../../src/chat/slack/inputs/parse-message-event.ts'
import { personKeyOf } from '../../../src/incident/approval/policy.ts'
import { isSamePerson } from '../../../src/incident/person.ts'

const me = { team: 'T0OURS', enterprise: 'E0OURS', app: 'A0US', user: 'U0BOT', botId: 'B0BOT' }

const mention = (more: object, outer: object = {}) =>
  parseMessageEvent(
    { team_id: 'T0OURS', ...outer, event: { channel: 'C1', ts: '1.1', user: 'W1', text: 'x', ...more } },
    me,
  )?.person
const click = (user: object, team: Record<string, string>) =>
  parseSlackClick(
    {
      user: { id: 'W1', ...user },
      team,
      actions: [{ action_id: 'a' }],
      container: { channel_id: 'C1', message_ts: '1.1' },
    },
    me,
  )?.person

it('one human of the enterprise is one person, whichever of the two ids an event names', () => {
  const seen = [
    mention({ user_team: 'E0OURS', team: 'T0OURS' }),
    mention({ team: 'T0OURS' }),
    mention({ team: 'T0SIBLING' }, { team_id: 'T0SIBLING', enterprise_id: 'E0OURS' }),
    click({ team_id: 'T0SIBLING' }, { id: 'T0SIBLING', enterprise_id: 'E0OURS' }),
    click({ team_id: 'E0OURS' }, { id: 'T0OURS' }),
  ]

  expect(new Set(seen.map((person) => `${person?.tenant}/${person?.enterprise}`))).toEqual(new Set(['T0OURS/E0OURS']))
})

it('somebody of another enterprise is never ours, also where the mention names our workspace', () => {
  expect(mention({ user_team: 'E0OTHER', team: 'T0OURS' })?.tenant).toBe('E0OTHER')
  expect(mention({ team: 'T0OTHER' }, { team_id: 'T0OTHER', enterprise_id: 'E0OTHER' })).toMatchObject({
    tenant: 'T0OTHER',
    enterprise: 'E0OTHER',
  })
})

it('one human of another enterprise is one person, whom one id of another organisation is not', () => {
  const person = { platform: 'slack', id: 'W1', name: 'W1' }
  const byEnterprise = { ...person, tenant: 'E0OTHER' }
  const byWorkspace = { ...person, tenant: 'T0OTHER', enterprise: 'E0OTHER' }
  const ours = { ...person, tenant: 'T0OURS', enterprise: 'E0OURS' }

  expect([isSamePerson(byEnterprise, byWorkspace), isSamePerson(byWorkspace, ours)]).toEqual([true, false])
})

it('the policy may name a person by the workspace or by the enterprise', () => {
  const person = mention({ user_team: 'E0OURS' })
  const policyWith = (identity: string) => ({
    people: { ada: { name: 'Ada', roles: [], identities: { slack: identity } } },
    rules: [],
    freezes: [],
  })
  const keys = ['T0OURS/W1', 'E0OURS/W1', 'E0OTHER/W1', 'T0OTHER/W1'].map((identity) =>
    person === undefined ? undefined : personKeyOf(policyWith(identity), person),
  )

  expect(keys).toEqual(['ada', 'ada', undefined, undefined])
})

it.each([
  ['our own event', { team_id: 'T0OURS', api_app_id: 'A0US' }, true],
  ['of a guest workspace, for our installation', { team_id: 'T0X', authorizations: [{ team_id: 'T0OURS' }] }, true],
  ['for our whole enterprise', { team_id: 'T0X', authorizations: [{ team_id: null, enterprise_id: 'E0OURS' }] }, true],
  ['a form of a guest', { team: { id: 'T0X' }, view: { app_installed_team_id: 'T0OURS' } }, true],
  ['a click of a guest on our card', { team: { id: 'T0X' }, message: { bot_id: 'B0BOT' } }, true],
  ['of another workspace', { team_id: 'T0X', context_team_id: 'T0X', authorizations: [{ team_id: 'T0X' }] }, false],
  ['of another app', { team_id: 'T0OURS', api_app_id: 'A0OTHER' }, false],
])('%s', (_, body, ours) => {
  expect(isForInstalledApp(body, me)).toBe(ours)
})
