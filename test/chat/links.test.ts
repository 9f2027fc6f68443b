import { describe, expect, it } from 'vitest'
import { slackPermalinkOf } from '../../src/chat/slack/permalink.ts'
import { teamsDeepLinkOf } from '../../src/chat/teams/deep-link.ts'
import { safeUrl } from '../../src/views/untrusted-text.ts'

describe('a link to a card', () => {
  const place = { platform: 'slack', tenant: 'T1', channel: 'C1' }
  const ref = { channel: 'C1', ts: '1700000000.000100' }

  it('is Slack’s permalink; a reply names its thread', () => {
    const workspace = 'https://contoso.slack.com/'

    expect(slackPermalinkOf(workspace, place, ref)).toBe('https://contoso.slack.com/archives/C1/p1700000000000100')
    expect(slackPermalinkOf(workspace, { ...place, thread: '1690000000.000200' }, ref)).toBe(
      'https://contoso.slack.com/archives/C1/p1700000000000100?thread_ts=1690000000.000200&cid=C1',
    )
    expect(slackPermalinkOf(undefined, place, ref)).toBeUndefined()
  })

  it('is Teams’ deep link to the message, of a channel or of a group chat', () => {
    const teams = { platform: 'teams', tenant: 'tenant-1', channel: '19:abc@thread.tacv2', thread: '1700' }
    const link = (channel: string) =>
      teamsDeepLinkOf('https://teams.microsoft.com', { ...teams, channel }, { activity: '1701' })

    expect(link('19:abc@thread.tacv2')).toBe(
      'https://teams.microsoft.com/l/message/19%3Aabc%40thread.tacv2/1701?tenantId=tenant-1&parentMessageId=1700',
    )
    expect(link('19:chat@thread.v2')).toContain('context=%7B%22contextType%22%3A%22chat%22%7D')
    expect(link('a:personal')).toBeUndefined()
  })

  it('may be an anchor of the web chat’s own page, and no script', () => {
    expect(safeUrl('/#m-4e07408562')).toBe('/#m-4e07408562')
    expect(safeUrl('/#m-1"onclick="')).toBeUndefined()
    expect(safeUrl('#m-1')).toBeUndefined()
  })
})
