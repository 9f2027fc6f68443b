import { afterAll, expect, it } from 'vitest'
import {
  type ChatGround,
  comesAbout,
  createChatGround,
  type Input,
  isApprovalKept,
  nextInput,
  restartsOf,
} from './chat-ground.ts'
import type { ChatSide } from './chat-side.ts'
import { createSlackSide } from './slack-side.ts'
import { createTeamsSide } from './teams-side.ts'
import { createWebSide } from './web-side.ts'

/** `APPMEDIC_EVERY_KILL=1` stops twenty times on each platform. */
const rounds = process.env.APPMEDIC_EVERY_KILL === '1' ? 20 : 3
const longestStopInMs = 10_000
const apps = ['contoso-web', 'contoso-shop', 'contoso-api', 'contoso-blog', 'contoso-admin']
const troubles = ['hangs', 'limits', 'fails', undefined] as const
/** How long Azure takes to answer: it hangs, it is slow, it is itself. */
const latenciesInMs = [60_000, 3_000, 0]

const grounds: ChatGround[] = []
const stops: number[] = []
afterAll(async () => {
  for (const ground of grounds) await ground.stop()
  if (process.env.APPMEDIC_TELL === '1') console.error(`slowest stop: ${Math.max(...stops)} ms`)
})

/** Two apps are worked on at once, so that a report, a question and an approval come in together. */
const inputsOf = async (side: ChatSide, round: number): Promise<readonly Input[]> => {
  const app = apps[round % apps.length] ?? ''
  const next = apps[(round + 1) % apps.length] ?? ''
  const isFirstTime = round < apps.length
  return [
    await nextInput(side, 'question', app),
    ...(isFirstTime ? [await nextInput(side, 'approval', app)] : []),
    await nextInput(side, 'report', next),
  ]
}

it.concurrent.each<[string, () => Promise<ChatSide>]>([
  ['the web chat', createWebSide],
  ['Slack', createSlackSide],
  ['Teams', createTeamsSide],
])(
  'on %s, a bot that is told to end does so in time under any load, and the next one goes on',
  { timeout: 60 * 60_000 },
  async (_, createSide) => {
    const ground = await createChatGround(await createSide())
    grounds.push(ground)
    const { side, simulator } = ground
    const unanswered: string[] = []
    const codes = new Set<number | null>()
    await ground.start()
    await (await nextInput(side, 'report', apps[0] ?? '')).send()

    for (let round = 0; round < rounds; round += 1) {
      if (round < apps.length) await (await nextInput(side, 'request', apps[round] ?? '')).send()
      const inputs = await inputsOf(side, round)
      simulator.configure({ latencyInMs: latenciesInMs[round % latenciesInMs.length] ?? 0 })
      side.trouble(troubles[round % troubles.length])
      const answers = await Promise.all(inputs.map((input) => input.send()))

      const { code, inMs } = await ground.terminate()
      stops.push(inMs)
      codes.add(code)
      expect(inMs).toBeLessThan(longestStopInMs)

      simulator.configure({ latencyInMs: 0 })
      side.trouble()
      await ground.start()
      for (const [at, input] of inputs.entries()) {
        const { isTaken, words } = answers[at] ?? { isTaken: false, words: '' }
        if (!isTaken) await input.send()
        const isAnswered = async (): Promise<boolean> => words !== '' || input.isAnsweredBy(await side.shown())
        if (!(await comesAbout(isAnswered))) unanswered.push(`${round}: ${input.kind} of ${input.app}`)
        if (input.kind === 'approval' && !(await comesAbout(() => isApprovalKept(ground, input.app))))
          unanswered.push(`${round}: lost`)
      }
    }

    expect(unanswered).toEqual([])
    expect([...codes].filter((code) => code !== 0 && code !== 1)).toEqual([])
    expect(Math.max(...apps.map((app) => restartsOf(ground, app)))).toBe(1)
  },
)
