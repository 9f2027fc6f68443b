import { afterEach, expect, it } from 'vitest'
import { messageText } from '../message-text.ts'
import { openRoom, type Room } from './world.ts'

let room: Room
afterEach(() => room.close())

/** Buttons of the newest card that has any of the verb, as the page is sent them. */
const buttonsOf = async (who: string, verb: string): Promise<readonly { verb: string; token: string }[]> => {
  const cards = (await room.sees(who)).flatMap((wire) => ('card' in wire && wire.card !== undefined ? [wire.card] : []))
  const found = cards.map(({ json }) => {
    const buttons: { verb: string; token: string }[] = []
    JSON.stringify(json, (_key, node: unknown) => {
      const { type, verb: does, data } = (node ?? {}) as { type?: string; verb?: string; data?: { token?: string } }
      if (type === 'Action.Execute' && does === verb) buttons.push({ verb, token: data?.token ?? '' })
      return node
    })
    return buttons
  })
  return found.findLast((buttons) => buttons.length > 0) ?? []
}

const seenBy = async (who: string): Promise<string> => JSON.stringify(await room.sees(who))

it('a question back on the web chat is answered as whoever presses, and says when it is too old', async () => {
  room = await openRoom({ faults: { 'contoso-web': 'cpu-saturation' }, language: 'en' })
  await room.says('ada', 'contoso-web is down')
  await room.says('ada', 'contoso-api is slow')
  await room.says('ada', "I'm on it")
  const [newest, older] = await buttonsOf('ada', 'choose')

  await room.clicks('bram', older ?? {})
  expect(await seenBy('ada')).toContain('Bram Jansen is on INC-1 (contoso-web) now.')
  // On the header line of the card itself.
  expect(await seenBy('ada')).toContain('Bram Jansen is on it')

  await room.pass(11 * 60_000)
  await room.clicks('bram', newest ?? {})
  expect(await seenBy('bram')).toContain(messageText('en', 'talk.choice-gone'))
  expect(await seenBy('ada')).not.toContain('is on INC-2')
})

it('who is asked to whom may press a name, or write it', async () => {
  room = await openRoom({ faults: { 'contoso-web': 'cpu-saturation' }, language: 'nl' })
  await room.says('ada', 'contoso-web ligt eruit')
  await room.says('ada', 'iemand anders moet dit overnemen, draag over')
  const people = await buttonsOf('ada', 'choose')
  expect(people.length).toBeGreaterThan(1)

  await room.says('ada', 'chloe')
  expect(await seenBy('ada')).toContain('Chloé Martin is nu bezig met INC-1 (contoso-web)')
})
