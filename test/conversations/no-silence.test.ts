import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { openRoom, type Room } from './world.ts'

/** Silence is never an answer (L6): whoever speaks to the bot sees a new message, not only a card that changed further up. */
const examples = new URL('../../src/understand/examples/', import.meta.url)
const meanings = readdirSync(examples)

/** As somebody would say it: the shortest line that fits, said of an app by its name. */
const sentenceOf = (meaning: string): string => {
  const folder = new URL(`${meaning}/`, examples)
  const lines = readdirSync(folder).flatMap((file) => {
    const { en = '' } = parse(readFileSync(new URL(file, folder), 'utf8')) as { en?: string }
    return en.split('\n').filter((line) => line.trim() !== '')
  })
  const [shortest = ''] = lines.sort((one, other) => one.length - other.length)
  return shortest.replaceAll('{app}', 'contoso-web').replaceAll('{person}', 'Bram')
}

let room: Room
afterEach(() => room.close())

const isOurs = (wire: object): boolean => !('author' in wire) || wire.author === undefined

/** Ids of all that Ada sees of the bot. */
const seen = async (): Promise<ReadonlySet<string>> =>
  new Set((await room.sees('ada')).filter(isOurs).map(({ id }) => id))

const unanswered = async (sentences: readonly string[], before: () => Promise<void>): Promise<readonly string[]> => {
  const silent: string[] = []
  for (const sentence of sentences) {
    await before()
    // Nobody types as fast as to be asked to slow down.
    await room.pass(2_000)
    const known = await seen()
    await room.says('ada', sentence)
    if ([...(await seen())].every((id) => known.has(id))) silent.push(sentence)
  }
  return silent
}

const reopened = async (): Promise<void> => {
  if ((await room.open()).length === 0) await room.says('bram', 'contoso-web is down')
}

const named = [
  'INC-1',
  'contoso-web is down',
  'contoso-web is down, restart it',
  'look again',
  'look again',
  'collect the logs of contoso-web',
  'approve INC-1',
  'reject INC-1',
  'restart contoso-web',
  'restart contoso-web',
  'approve INC-1',
  'undo that',
  'restart only RD0003FF12AB34',
  'asdf qwer',
  'close INC-1',
  'close INC-1',
]

describe('who speaks to the bot', { timeout: 300_000 }, () => {
  it('sees a new message while an incident is open, whatever is said', async () => {
    room = await openRoom({ faults: { 'contoso-web': 'cpu-saturation' }, language: 'en' })

    expect(await unanswered([...named, ...meanings.map(sentenceOf)], reopened)).toEqual([])
  })

  it('sees one where nothing is open', async () => {
    room = await openRoom({ faults: {}, language: 'en' })
    const closed = async (): Promise<void> => {
      for (const id of await room.open()) await room.says('bram', `close ${id}`)
    }

    expect(await unanswered(meanings.map(sentenceOf), closed)).toEqual([])
  })
})
