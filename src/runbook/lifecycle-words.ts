import type { ChatMessage } from '../chat/types.ts'
import { isSamePerson } from '../incident/person.ts'
import type { ParsedMessage } from '../understand/types.ts'
import { closedLine, keptOpenLine } from './incident-lines.ts'
import type { InputContext } from './input-context.ts'

/** Fixed words about the end of an incident: what answers "close anyway?", and what takes a close back. */
export type LifecycleWish = 'close-anyway' | 'keep-open' | 'reopen' | 'yes' | 'no'

const wishes: Readonly<Record<LifecycleWish, RegExp>> = {
  'close-anyway':
    /\b(?:close|sluit|sluiten)\b.*\b(?:anyway|regardless|toch|alsnog)\b|\b(?:anyway|toch|alsnog)\b.*\b(?:close|sluit|sluiten)\b|\b(?:withdraw|intrekken)\b.*\b(?:and close|en sluiten)\b/i,
  'keep-open': /\b(?:keep|leave|laat|hou|houd)\b.*\bopen\b|\bopen (?:laten|houden)\b/i,
  reopen:
    /\bre-?open(?:ing)?\b|\bheropen(?:en)?\b|\b(?:opnieuw|weer) open(?:en)?\b|\bopen (?:inc-\d+|it|the incident|het incident|hem|het)\b.*\b(?:again|opnieuw|weer)\b/i,
  yes: /^(?:yes|yes please|yep|sure|do it|ja|jazeker|ja graag|doe maar)[.! ]*$/i,
  no: /^(?:no|nope|no thanks|nee|nee dank je|niet doen|laat maar)[.! ]*$/i,
}

/** Who asks about it, says not to, or tells a story wishes for nothing. */
const noWish = /\?|\b(?:not|don't|dont|never|niet|nooit|why|who|when|was|waarom|wie|wanneer|werd|is)\b/i
const mostWords = 8

export const lifecycleWishIn = (text: string): LifecycleWish | undefined => {
  const said = text.trim()
  if (said.split(/\s+/).length > mostWords) return undefined
  const wish = (Object.keys(wishes) as LifecycleWish[]).find((key) => wishes[key].test(said))
  return wish !== undefined && wish !== 'no' && noWish.test(said) ? undefined : wish
}

/** How long a bare yes is taken for the answer to "close anyway?". Ours. */
const answeredWithinInMs = 3 * 60_000

export interface LifecycleWords {
  /** Does what fixed words about an incident's end ask for; false where they are none, or about nothing. */
  answer(message: ChatMessage, parsed: ParsedMessage): Promise<boolean>
}

export const createLifecycleWords = (context: InputContext): LifecycleWords => {
  const { responder, finder, commands, dependencies } = context

  /** Yes, no, and "keep it open" mean something only to whoever was asked just now. */
  const askedIncident = async (message: ChatMessage, parsed: ParsedMessage) => {
    const focus = await finder.about(message, parsed, 'open')
    const open = focus.is === 'one' ? [focus.incident] : focus.is === 'several' ? focus.incidents : []
    const [only, ...others] = open.filter(
      ({ closeAsked }) =>
        closeAsked !== undefined &&
        closeAsked.keptOpenBy === undefined &&
        isSamePerson(closeAsked.by, message.person) &&
        dependencies.clock.now() - closeAsked.at <= answeredWithinInMs,
    )
    return others.length === 0 ? only : undefined
  }

  const reopen = async (message: ChatMessage, parsed: ParsedMessage): Promise<boolean> => {
    const focus = await finder.about(message, parsed, 'any')
    if (focus.is !== 'one') return false
    await commands.reopen(message, focus.incident)
    return true
  }

  return {
    answer: async (message, parsed) => {
      const wish = lifecycleWishIn(message.text)
      if (wish === undefined) return false
      if (wish === 'reopen') return reopen(message, parsed)
      const named = wish === 'close-anyway' ? await finder.named(message, parsed) : undefined
      const incident = named ?? (await askedIncident(message, parsed))
      if (incident === undefined) return false
      const { person: by, place } = message
      if (wish === 'keep-open' || wish === 'no') {
        await responder.commit(message, incident.id, { type: 'KeepOpen', by, place }, { line: keptOpenLine })
        return true
      }
      await responder.commit(message, incident.id, { type: 'Close', confirmed: true, by, place }, { line: closedLine })
      return true
    },
  }
}
