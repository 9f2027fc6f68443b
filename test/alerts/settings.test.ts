import { expect, it } from 'vitest'
import { alertChannelFor, defaultAlertChannel } from '../../src/alerts/alert-channels.ts'
import { readConfig } from '../../src/config/index.ts'
import type { AppRef } from '../../src/incident/app-ref.ts'
import { parsePolicy } from '../../src/policy-file/index.ts'

const app = (name: string, team: string): AppRef => ({
  id: '',
  name,
  subscriptionId: '',
  resourceGroup: '',
  planId: '',
  location: '',
  os: 'linux',
  hostNames: [],
  tags: { team },
})

it('reads channels from the environment, and opens nothing without a secret or Entra ID', () => {
  const channels = 'contoso-*=slack/T1/C1, *=teams/t-1/19:abc@thread.tacv2'
  const { alerts } = readConfig({ ALERT_WEBHOOK_SECRET: 'sixteen characters', ALERT_CHANNELS: channels })

  expect(alertChannelFor(alerts?.channels ?? [], app('contoso-web', 'x'))?.channel).toBe('C1')
  expect(alertChannelFor(alerts?.channels ?? [], app('other', 'x'))).toMatchObject({
    platform: 'teams',
    channel: '19:abc@thread.tacv2',
  })
  expect(readConfig({}).alerts).toBeUndefined()
  const socket = { SLACK_BOT_TOKEN: 'xoxb-12345678', SLACK_APP_TOKEN: 'xapp-12345678', HOST: '0.0.0.0' }
  expect(() => readConfig(socket)).toThrow(/HOST/)
  expect(readConfig({ ...socket, ALERT_WEBHOOK_SECRET: 'sixteen characters' }).web.host).toBe('0.0.0.0')
  expect(() => readConfig({ ALERT_CHANNELS: channels })).toThrow(/ALERT_WEBHOOK_SECRET/)
  expect(() => readConfig({ ALERT_ENTRA_TENANT_ID: '11111111-1111-4111-8111-111111111111' })).toThrow(
    /ALERT_ENTRA_AUDIENCE/,
  )
  expect(() => readConfig({ ALERT_WEBHOOK_SECRET: 'short' })).toThrow(/16 characters/)
  expect(() => readConfig({ ALERT_WEBHOOK_SECRET: 'sixteen characters', ALERT_CHANNELS: 'x=nowhere' })).toThrow(
    /slack\/T0123\/C0456/,
  )
})

it('reads alert channels by app and tag from the policy, and names the line of one that is wrong', () => {
  const text = (channel: string) =>
    `people: {}\nrules: []\nalerts:\n  - { tags: { team: web }, channel: slack/T1/C2 }\n  - { channel: ${channel} }\n`
  const { alerts: channels = [] } = parsePolicy(text('slack/T1/C9'), 'policy.yaml', { practice: false })

  expect(alertChannelFor(channels, app('any', 'web'))?.channel).toBe('C2')
  expect(alertChannelFor(channels, app('any', 'api'))?.channel).toBe('C9')
  expect(defaultAlertChannel(channels)?.channel).toBe('C9')
  expect(() => parsePolicy(text('C9'), 'policy.yaml', { practice: false })).toThrow(
    /policy\.yaml:5.*slack\/T0123\/C0456/,
  )
})
