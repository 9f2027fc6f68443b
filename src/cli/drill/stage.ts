import type { Expand } from '../../chat/expand.ts'
import type { ChatPlatform, Click, Input, Message } from '../../chat/types.ts'
import type { Person } from '../../incident/person.ts'
import type { Place } from '../../incident/place.ts'

/** A chat platform without people: the drill speaks and clicks for them, and every card is really made. */
export interface Stage extends ChatPlatform {
  says(who: string, text: string): Promise<void>
  clicks(
    who: string,
    verb: string,
    token: string,
    more?: Partial<Pick<Click, 'id' | 'values' | 'place'>>,
  ): Promise<void>
  /** A person of the policy, and where the talk is. */
  who(name: string): { readonly person: Person; readonly place: Place }
  /** What was told privately, in words. */
  readonly whispers: readonly string[]
  /** What every card says now, by its message. */
  readonly shown: ReadonlyMap<string, string>
}

/** The policy's people stand on the web platform in practice mode, so the stage speaks for it. */
const onWeb: Place = { platform: 'web', tenant: 'local', channel: 'drill' }

export const createStage = (expand: Expand, place: Place = onWeb): Stage => {
  const whispers: string[] = []
  const shown = new Map<string, string>()
  let handle: (input: Input) => Promise<void> = async () => undefined
  let count = 0
  let thread: Place = place
  const nextId = (): string => {
    count += 1
    return `${place.channel}-${count}`
  }
  const person = (id: string): Person => ({ platform: place.platform, tenant: place.tenant, id, name: named(id) })

  return {
    name: place.platform,
    whispers,
    shown,
    start: async (take) => {
      handle = take
    },
    post: async (where, view) => {
      expand(view, {})
      thread = { ...where, thread: where.thread ?? 'thread-1' }
      const id = nextId()
      shown.set(id, view.summary)
      return { ref: { id }, thread }
    },
    update: async (_place, ref, view) => {
      expand(view, {})
      shown.set(String(ref.id), view.summary)
    },
    whisper: async (_place, _person, view) => {
      whispers.push(view.summary)
    },
    stop: async () => undefined,
    who: (name) => ({ person: person(name), place: thread }),
    says: async (who, text) => {
      const message: Message = { kind: 'message', id: nextId(), place, person: person(who), text, addressed: true }
      await handle(message)
    },
    clicks: async (who, verb, token, more = {}) => {
      const click: Click = { kind: 'click', id: nextId(), place: thread, person: person(who), verb, token, values: {} }
      await handle({ ...click, ...more })
    },
  }
}

const named = (id: string): string => `${id.slice(0, 1).toUpperCase()}${id.slice(1)}`
