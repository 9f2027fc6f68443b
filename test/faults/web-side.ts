import { visit } from '../chat/web/visitor.ts'
import { type Answer, buttonOn, type ChatSide, lost, type Shown, type Who } from './chat-side.ts'

export const createWebSide = async (): Promise<ChatSide> => {
  const seen = new Map<string, Shown>()
  const visitors = new Map<Who, Awaited<ReturnType<typeof visit>>>()
  const note = (one: { id: string; thread?: string; whisper?: boolean; author?: object }): void => {
    // What people wrote themselves answers nothing.
    if (one.author !== undefined) return
    seen.set(one.id, {
      ...{ id: one.id, thread: one.thread ?? one.id },
      ...{ isWhisper: one.whisper === true, whole: JSON.stringify(one) },
    })
  }
  const send = async (who: Who, path: string, body: object): Promise<Answer> => {
    const answer = await visitors
      .get(who)
      ?.send(path, body)
      .catch(() => undefined)
    return answer === undefined ? lost : { isTaken: answer.status < 300, words: '' }
  }
  const watch = async (visitor: Awaited<ReturnType<typeof visit>>): Promise<void> => {
    const stream = await visitor.listen()
    try {
      for (;;) note((await stream.next('message')).data)
    } catch {
      stream.close()
    }
  }
  return {
    platform: 'web',
    env: {},
    identityOf: () => ({}),
    options: {
      ...{ host: '127.0.0.1', port: 0 },
      people: (['ada', 'bram'] as const).map((key) => ({ key, name: key, roles: [] })),
    },
    connect: async (door) => {
      for (const who of ['ada', 'bram'] as const) {
        const visitor = await visit(door)
        await visitor.send('act-as', { person: who })
        visitors.set(who, visitor)
        void watch(visitor)
      }
    },
    says: (who, text, thread) => send(who, 'messages', { text, ...(thread === undefined ? {} : { thread }) }),
    presses: (who, verb, on) =>
      send(who, 'clicks', { verb, token: buttonOn(on, verb)?.data.token, values: {}, thread: on.thread }),
    shown: async () => {
      for (const visitor of visitors.values()) {
        const stream = await visitor.listen().catch(() => undefined)
        for (const one of (await stream?.next('snapshot'))?.data.messages ?? []) note(one)
        stream?.close()
      }
      return [...seen.values()]
    },
    onSending: () => undefined,
    trouble: () => undefined,
    stop: async () => undefined,
  }
}
