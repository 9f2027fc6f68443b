import type { Wire } from '../chat/web/visitor.ts'
import { catalogueOf } from '../message-text.ts'
import type { Line, Script } from './script.ts'
import { openRoom, type Room } from './world.ts'

/** Plays a script line by line; throws at the first line that does not hold, with what was there instead. */
export const play = async (script: Script): Promise<void> => {
  const room = await openRoom(script)
  const stage = createStageOf(room, peopleOf(script))
  try {
    for (const line of script.lines) {
      const wrong = await stage.perform(line)
      if (wrong !== undefined) throw new Error(`line ${line.number}: ${line.text}\n${wrong}`)
    }
    await stage.showsNoKey()
    if (room.troubles.length > 0) throw new Error(`it logged ${JSON.stringify(room.troubles)}`)
  } finally {
    await room.close()
  }
}

const keys = new Set(Object.keys(catalogueOf('en')))

type Seen = ReadonlyMap<string, { readonly text: string; readonly wire: Wire; readonly whisper: boolean }>

const createStageOf = (room: Room, people: readonly string[]) => {
  /** What each person saw before the last thing that anybody did. */
  const before = new Map<string, Seen>()
  /** What each sees now, until somebody does something. */
  const current = new Map<string, Seen>()

  const see = async (who: string): Promise<Seen> => {
    const known = current.get(who)
    if (known !== undefined) return known
    const seen: Seen = new Map((await room.sees(who)).filter(isOurs).map((wire) => [wire.id, seenOf(wire)]))
    current.set(who, seen)
    return seen
  }

  const remember = async (): Promise<void> => {
    for (const who of people) before.set(who, await see(who))
    current.clear()
  }

  /** New or changed since, and private or not as asked. */
  const fresh = async (who: string, whisper: boolean) =>
    [...(await see(who))]
      .filter(([id, now]) => now.whisper === whisper && before.get(who)?.get(id)?.text !== now.text)
      .map(([, now]) => now)

  /** An incident's first card begins its thread. */
  const threadOf = async (who: string, incident: string): Promise<string | undefined> => {
    const cards = (await room.sees(who)).filter((wire) => isOurs(wire) && wire.thread === undefined)
    return cards.find((wire) => !seenOf(wire).whisper && wire.card.summary.includes(`${incident} `))?.id
  }

  const perform = async ({ step }: Line): Promise<string | undefined> => {
    switch (step.do) {
      case 'say': {
        await remember()
        const where = step.where
        const aside = where?.startsWith('aside') ?? false
        const locale = /^[a-z]{2}$/.test(where ?? '') ? where : undefined
        const incident = /INC-\d+/.exec(where ?? '')?.[0]
        const thread = incident === undefined ? undefined : await threadOf(step.who, incident)
        if (incident !== undefined && thread === undefined) return `there is no thread of ${incident}`
        await room.says(step.who, step.text, { thread, aside, locale })
        return undefined
      }
      case 'click': {
        const button = await findButton(room, step.who, step.verb)
        if (button === undefined) return `nobody sees a button that does ${step.verb}`
        await remember()
        await room.clicks(step.who, { ...button, values: step.values })
        return undefined
      }
      case 'wait':
        await remember()
        await room.pass(step.inMs)
        return undefined
      case 'expect': {
        const [, to] = /^to (\w+)$/.exec(step.of) ?? []
        const there = await fresh(to ?? 'ada', to !== undefined)
        if (there.some(({ text }) => step.parts.every((part) => part.test(text)))) return undefined
        return `there is instead:\n${there.map(({ text }) => `  - ${text}`).join('\n') || '  nothing'}`
      }
      case 'silence': {
        const heard = (await Promise.all(people.flatMap((who) => [fresh(who, true), fresh(who, false)]))).flat()
        return heard.length === 0 ? undefined : `there is:\n${heard.map(({ text }) => `  - ${text}`).join('\n')}`
      }
      case 'writes':
        return room.writes() === step.count ? undefined : `Azure got ${room.writes()}`
      case 'incidents': {
        const open = await room.open()
        return open.length === step.count ? undefined : `open are ${open.join(', ') || 'none'}`
      }
      default:
        return step satisfies never
    }
  }
  /** Whatever anybody has been shown is in words. */
  const showsNoKey = async (): Promise<void> => {
    for (const who of people) {
      for (const { text } of (await see(who)).values()) {
        const key = text.match(/[a-z][\w-]*(?:\.[\w-]+)+/g)?.find((word) => keys.has(word))
        if (key !== undefined) throw new Error(`${who} is shown the key ${key}: ${text}`)
      }
    }
  }

  return { perform, showsNoKey }
}

/** Who has a part in it; Ada stands for the whole room. */
const peopleOf = ({ lines }: Script): readonly string[] => [
  ...new Set(['ada', ...lines.flatMap(({ step }) => ('who' in step ? [step.who] : []))]),
]

const isOurs = (wire: Wire): boolean => wire.card !== undefined

const seenOf = (wire: Wire) => ({
  wire,
  whisper: (wire as { readonly whisper?: boolean }).whisper === true,
  text: [wire.card.summary, ...wordsIn(wire.card.json)].join(' · '),
})

const shown = new Set(['text', 'title', 'value', 'altText', 'label'])

/** Every word that a card shows, in the order of the card. */
const wordsIn = (node: unknown): string[] => {
  if (Array.isArray(node)) return node.flatMap(wordsIn)
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([name, value]) =>
    typeof value === 'string' ? (shown.has(name) ? [value] : []) : wordsIn(value),
  )
}

/** The newest button that does this. */
const findButton = async (room: Room, who: string, verb: string): Promise<object | undefined> => {
  const buttons = (await room.sees(who)).filter(isOurs).flatMap((wire) => buttonsIn(wire.card.json))
  const found = buttons.findLast((button) => button.verb === verb)
  return found && { verb: found.verb, token: found.data?.token ?? '' }
}

interface Button {
  readonly verb: string
  readonly data?: { readonly token?: string }
}

const buttonsIn = (node: unknown): Button[] => {
  if (Array.isArray(node)) return node.flatMap(buttonsIn)
  if (typeof node !== 'object' || node === null) return []
  const own = (node as { type?: string }).type === 'Action.Execute' ? [node as Button] : []
  return [...own, ...Object.values(node).flatMap(buttonsIn)]
}
