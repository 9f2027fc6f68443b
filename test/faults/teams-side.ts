import { startTeamsCloud } from '../chat/teams/cloud.ts'
import { invoke, mention, people } from '../chat/teams/payloads.ts'
import { type Answer, buttonOn, type ChatSide, post } from './chat-side.ts'

export const createTeamsSide = async (): Promise<ChatSide> => {
  const cloud = await startTeamsCloud(Date.now)
  let door = ''
  let tellSending: () => void = () => undefined
  let trouble: Parameters<ChatSide['trouble']>[0]
  cloud.misbehave = () => {
    tellSending()
    if (trouble === 'hangs') return { how: 'hang' }
    if (trouble === 'limits') return { status: 429, retryAfter: 1 }
    return trouble === 'fails' ? { status: 500 } : undefined
  }
  const deliver = (payload: object): Promise<Answer> => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${cloud.token()}` }
    return post(door, { headers, body: JSON.stringify(payload) })
  }
  const threadOf = (conversation: string): string => /;messageid=(\d+)/.exec(conversation)?.[1] ?? ''
  return {
    platform: 'teams',
    identityOf: (who) => ({ entra: `${cloud.tenantId}/${people[who].aadObjectId}` }),
    env: { IDENTITY_ENDPOINT: `${cloud.url}/msi/token`, IDENTITY_HEADER: 'header' },
    options: {
      config: { appId: cloud.appId, tenantId: cloud.tenantId, signIn: { kind: 'managed-identity' } },
      endpoints: {
        openIdMetadata: `${cloud.url}/openid`,
        serviceUrl: cloud.serviceUrl,
        serviceHosts: [cloud.url],
      },
    },
    connect: async (url) => {
      door = url
    },
    says: (who, text, thread) => deliver(mention(cloud, who, text, thread)),
    presses: async (who, verb, on) => {
      const { data = {} } = buttonOn(on, verb) ?? {}
      const answer = await deliver(invoke(cloud, who, { verb, data, thread: on.thread, card: on.id }))
      const { statusCode, value } = answer.isTaken
        ? (JSON.parse(answer.words) as { statusCode: number; value: unknown })
        : {}
      return { isTaken: statusCode === 200, words: typeof value === 'string' ? value : '' }
    },
    shown: async () =>
      cloud.messages.map(({ id, conversation, body }) => ({
        ...{ id, thread: threadOf(conversation), whole: JSON.stringify(body) },
        isWhisper: body.entities?.some(({ type }) => type === 'mention') === true,
      })),
    onSending: (tell) => {
      tellSending = tell
    },
    trouble: (kind) => {
      trouble = kind
    },
    stop: cloud.stop,
  }
}
