import { form, mentionPair, newTs, click as slackClick } from '../chat/slack/payloads.ts'
import { people, startSlack } from '../chat/slack/slack.ts'
import { type Answer, type ChatSide, post } from './chat-side.ts'

export const createSlackSide = async (): Promise<ChatSide> => {
  const slack = await startSlack(Date.now)
  let door = ''
  let tellSending: () => void = () => undefined
  let trouble: Parameters<ChatSide['trouble']>[0]
  slack.misbehave = () => {
    tellSending()
    if (trouble === 'hangs') return 'hang'
    if (trouble === 'limits') return { status: 429, retryAfter: 1 }
    return trouble === 'fails' ? { status: 500 } : undefined
  }
  const deliver = (body: string, type: string): Promise<Answer> => {
    const { headers, body: bytes } = slack.signed(body, { type })
    return post(door, { headers, body: new Uint8Array(bytes) })
  }
  return {
    platform: 'slack',
    env: {},
    identityOf: (who) => ({ slack: `${slack.team}/${people[who].id}` }),
    options: {
      config: { kind: 'http', botToken: slack.token, signingSecret: slack.secret },
      slackApiUrl: slack.url,
    },
    connect: async (url) => {
      door = url
    },
    says: (who, text, thread) => {
      const more = { ts: newTs(), ...(thread === undefined ? {} : { thread_ts: thread }) }
      return deliver(JSON.stringify(mentionPair(slack, who, text, more)[0]), 'application/json')
    },
    presses: (who, verb, on) => {
      const message = slack.messages.find(({ ts }) => ts === on.id)
      if (message === undefined) throw new Error('it is not there any more')
      const payload = slackClick(slack, who, message, new RegExp(`^${verb}#`))
      return deliver(form(payload), 'application/x-www-form-urlencoded')
    },
    shown: async () => [
      ...slack.messages.map(({ ts, thread = ts, text, blocks }) => ({
        ...{ id: ts, thread, isWhisper: false, whole: JSON.stringify({ text, blocks }) },
      })),
      ...slack.whispers.map(({ user, thread = '', text }, at) => ({
        ...{ id: `whisper ${at}`, thread, isWhisper: true, whole: JSON.stringify({ user, text }) },
      })),
    ],
    onSending: (tell) => {
      tellSending = tell
    },
    trouble: (kind) => {
      trouble = kind
    },
    stop: slack.stop,
  }
}
