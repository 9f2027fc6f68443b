/**
 * Plays every `*.txt` of this folder over HTTP, on the web chat, against the simulator, on a stepped clock.
 *
 * A script begins with `title = …` and `language = en|nl` (the bot's default); `faults = app=fault …` only where the usual
 * ones of `script.ts` will not do, `names = app=other-name …` where apps are called otherwise. Then one step a line; `#` begins a comment.
 *   ada: contoso-web is down            Ada says it in the channel, to the bot (ada, bram, chloe, dirk: the example policy's)
 *   ada (INC-1): restart it             in the thread of an incident
 *   ada (nl): help                      with the language of her client
 *   ada (aside): contoso-web is down    to nobody: only overheard
 *   ada (aside, INC-1): why?            overheard in the thread of an incident
 *   bram clicks approve                 the newest button of this verb; ` with app=…, leaseHours=2` fills inputs
 *   wait 30m                            the clock goes on (s, m, h) and wakes up whoever waits
 *   bot ← one | {refusal.title}         since the last step a card for all is new or changed, and holds every fragment:
 *                                       names as they are, what the bot says by its key, with `{key(app=…, who=…)}` only
 *                                       where these are its arguments, with `{nl:key}` in another language
 *   to ada ← one | two                  the same for what only Ada sees
 *   nothing                             since the last step nobody saw anything new
 *   writes: 1                           changes that Azure has received, from the start
 *   incidents: 2                        incidents that are open
 */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { play } from './play.ts'
import { parseScript } from './script.ts'

const folder = new URL('./', import.meta.url)
const scripts = readdirSync(folder)
  .filter((file) => file.endsWith('.txt'))
  .sort()
  .map((file) => ({ file, script: parseScript(readFileSync(new URL(file, folder), 'utf8')) }))

/** A quarter of them, both languages by turns; all with `APPMEDIC_ALL_CONVERSATIONS=1`, as the checks on a fresh machine do. */
const isAll = process.env.APPMEDIC_ALL_CONVERSATIONS === '1'
const isPlayed = (file: string): boolean => {
  const number = Number(file.slice(0, 2))
  return isAll || (number % 2 === 1 && file.endsWith(number % 4 === 1 ? '-en.txt' : '-nl.txt'))
}

describe('conversations', () => {
  test.each(scripts.filter(({ file }) => isPlayed(file)))('$file: $script.title', async ({ script }) => {
    await play(script)
  })

  test('there are as many in Dutch as in English', () => {
    const dutch = scripts.filter(({ file }) => file.endsWith('-nl.txt'))

    expect([scripts.length >= 30, dutch.length * 2]).toEqual([true, scripts.length])
  })
})
