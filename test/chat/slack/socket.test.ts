import { afterEach, beforeEach, expect, it } from 'vitest'
import { createSlackChat, type SlackChat } from '../../../src/chat/slack/index.ts'
import { keepReconnecting } from '../../../src/chat/slack/keep-reconnecting.ts'
import type { ChatInput } from '../../../src/chat/types.ts'
import { accepting } from '../accepting.ts'
import { command, mentionPair } from './payloads.ts'
import { type Slack, startSlack } from './slack.ts'
import { type SocketServer, startSocketServer } from './socket.ts'
import { hurriedTime, optionsFor } from './world.ts'

let slack: Slack
let socket: SocketServer
let chat: SlackChat
const appToken = 'xapp-1-A0APPMEDIC-test'

beforeEach(async () => {
  const time = hurriedTime()
  socket = await startSocketServer()
  slack = await startSlack(time.now)
  slack.openUrl = socket.url
  slack.appToken = appToken
  const options = optionsFor(slack, time, [])
  chat = createSlackChat({ ...options, config: { kind: 'socket', botToken: slack.token, appToken } })
})
afterEach(async () => {
  await chat.stop()
  await socket.stop()
  await slack.stop()
})

const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve))
}

it('Socket Mode needs no door: what comes over the connection is acknowledged and taken once', async () => {
  const inputs: ChatInput[] = []
  await chat.start(accepting(async (input) => void inputs.push(input)))
  const [mention, message] = mentionPair(slack, 'ada', 'contoso-web is down')
  socket.send({ type: 'events_api', envelope_id: 'e1', payload: mention, accepts_response_payload: false })
  socket.send({ type: 'events_api', envelope_id: 'e2', payload: message, accepts_response_payload: false })
  socket.send({ type: 'events_api', envelope_id: 'e3', payload: mention, retry_attempt: 1, retry_reason: 'timeout' })
  const payload = Object.fromEntries(new URLSearchParams(command(slack, 'bram', 'help')))
  socket.send({ type: 'slash_commands', envelope_id: 'e4', payload, accepts_response_payload: true })
  await until(() => socket.heard.length === 4)
  await chat.idle()

  expect(chat.webhookEndpoints).toBeUndefined()
  expect(socket.heard.map(({ envelope_id }) => envelope_id).sort()).toEqual(['e1', 'e2', 'e3', 'e4'])
  expect(inputs.map((input) => 'text' in input && input.text)).toEqual(['contoso-web is down', 'help'])
})

it('what could not be kept is not acknowledged, and is taken when Slack sends it again', async () => {
  const inputs: ChatInput[] = []
  let refused = 0
  const isFull = (): boolean => {
    refused += 1
    return refused === 1
  }
  await chat.start(accepting(async (input) => void inputs.push(input), isFull))
  const [mention] = mentionPair(slack, 'ada', 'contoso-web is down')
  socket.send({ type: 'events_api', envelope_id: 'e1', payload: mention, accepts_response_payload: false })
  await until(() => refused === 1)
  await new Promise((resolve) => setImmediate(resolve))
  socket.send({ type: 'events_api', envelope_id: 'e2', payload: mention, retry_attempt: 1, retry_reason: 'timeout' })
  await until(() => socket.heard.length > 0)
  await chat.idle()

  expect(socket.heard.map(({ envelope_id }) => envelope_id)).toEqual(['e2'])
  expect(inputs).toMatchObject([{ text: 'contoso-web is down' }])
})

it('an app token that Slack does not take is named at the start', async () => {
  slack.appToken = 'xapp-another'

  await expect(chat.start(accepting())).rejects.toMatchObject({
    name: 'SlackStartError',
    message: expect.stringMatching(/SLACK_APP_TOKEN/),
  })
})

it('a connection that cannot be opened again is tried again, and never ends the program', async () => {
  const answers = [new Error('invalid_auth'), new Error('down'), undefined]
  const waits: number[] = []
  const errors: object[] = []
  let tries = 0
  const client = {
    start: async (): Promise<unknown> => {
      tries += 1
      const answer = answers.shift()
      if (answer !== undefined) throw answer
      return 'connected'
    },
  }
  const later: (() => void)[] = []
  const after = (inMs: number, run: () => void) => {
    waits.push(inMs)
    later.push(run)
    return () => undefined
  }
  keepReconnecting(client, after, { warn: () => undefined, error: (details) => void errors.push(details) })

  await client.start()
  for (const again of [0, 1]) {
    later[again]?.()
    await new Promise((resolve) => setImmediate(resolve))
  }

  expect({ tries, waits, told: errors.length }).toEqual({ tries: 3, waits: [30_000, 30_000], told: 2 })
})
