import { localPlatform } from '../../chat/index.ts'
import type { ExpandCard } from '../../chat/shared/card-expander.ts'
import type { ButtonClick, ChatInput, ChatMessage, ChatPlatform } from '../../chat/types.ts'
import type { ChatPlace } from '../../incident/chat-place.ts'
import type { Person } from '../../incident/person.ts'

/** A chat platform without people: the drill speaks and clicks for them, and every card is really made. */
export interface FakeChat extends ChatPlatform {
  says(who: string, text: string): Promise<void>
  clicks(
    who: string,
    verb: string,
    token: string,
    more?: Partial<Pick<ButtonClick, 'id' | 'values' | 'place' | 'locale'>>,
  ): Promise<void>
  /** A person of the policy, and where the talk is. */
  who(name: string): { readonly person: Person; readonly place: ChatPlace }
  /** What was told privately, in words. */
  readonly whispers: readonly string[]
  /** What every card says now, by its message. */
  readonly shown: ReadonlyMap<string, string>
}

/** In practice the policy's people stand on the local platform, so this one speaks for it. */
const drillPlace: ChatPlace = { ...localPlatform.channel, channel: 'drill' }

export const createFakeChat = (expand: ExpandCard, place: ChatPlace = drillPlace): FakeChat => {
  const whispers: string[] = []
  const shown = new Map<string, string>()
  let handle: (input: ChatInput) => Promise<void> = async () => undefined
  let count = 0
  let thread: ChatPlace = place
  const nextId = (): string => {
    count += 1
    return `${place.channel}-${count}`
  }
  const person = (id: string): Person => ({
    platform: place.platform,
    tenant: place.tenant,
    id,
    name: displayNameOf(id),
  })

  return {
    name: place.platform,
    whispers,
    shown,
    start: async (accept) => {
      // What could not be taken was told to whoever sent it; there is nobody who would send it again.
      handle = (input) =>
        accept(input).then(
          ({ handled }) => handled,
          () => undefined,
        )
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
      const message: ChatMessage = { kind: 'message', id: nextId(), place, person: person(who), text, addressed: true }
      await handle(message)
    },
    clicks: async (who, verb, token, more = {}) => {
      const click: ButtonClick = {
        kind: 'click',
        id: nextId(),
        place: thread,
        person: person(who),
        verb,
        token,
        values: {},
      }
      await handle({ ...click, ...more })
    },
  }
}

const displayNameOf = (id: string): string => `${id.slice(0, 1).toUpperCase()}${id.slice(1)}`
