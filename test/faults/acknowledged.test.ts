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

/** `APPMEDIC_EVERY_KILL=1` kills twenty times on each platform. */
const rounds = process.env.APPMEDIC_EVERY_KILL === '1' ? 20 : 8
const kinds: readonly Input['kind'][] = ['report', 'question', 'request', 'approval']
const apps = ['contoso-web', 'contoso-shop', 'contoso-api', 'contoso-blog', 'contoso-admin']

/** When it is killed: at once, so many turns after the acknowledgement, or when it first says anything. */
type Moment = number | 'sending'
const moments: readonly Moment[] = [0, 'sending', 1, 3, 'sending', 10]

const grounds: ChatGround[] = []
afterAll(async () => {
  for (const ground of grounds) await ground.stop()
})

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

/** Whether it was acknowledged; the words in which it was answered along with that. */
const sentAndKilled = async (ground: ChatGround, input: Input, moment: Moment) => {
  let killed: Promise<void> | undefined
  if (moment === 'sending')
    ground.side.onSending(() => {
      killed ??= ground.kill()
    })
  const answer = await input.send()
  if (moment !== 'sending') await turns(moment)
  killed ??= ground.kill()
  await killed
  ground.side.onSending(() => undefined)
  return answer
}

it.concurrent.each<[string, () => Promise<ChatSide>]>([
  ['the web chat', createWebSide],
  ['Slack', createSlackSide],
  ['Teams', createTeamsSide],
])(
  'on %s, what was acknowledged and killed is answered after the start, and done once',
  { timeout: 30 * 60_000 },
  async (_, createSide) => {
    const ground = await createChatGround(await createSide())
    grounds.push(ground)
    const { side } = ground
    const unanswered: string[] = []
    await ground.start()

    for (let round = 0; round < rounds; round += 1) {
      const kind = kinds[round % kinds.length] ?? 'report'
      const app = apps[Math.floor(round / kinds.length) % apps.length] ?? ''
      const moment = moments[round % moments.length] ?? 0
      const input = await nextInput(side, kind, app)

      const { isTaken, words } = await sentAndKilled(ground, input, moment)
      await ground.start()
      // What was not acknowledged is sent again, by the platform or by whoever saw that nothing came of it.
      if (!isTaken) await input.send()

      const isAnswered = async (): Promise<boolean> => words !== '' || input.isAnsweredBy(await side.shown())
      if (!(await comesAbout(isAnswered))) unanswered.push(`${round}: ${kind} of ${app}, killed at ${moment}`)
      if (kind === 'approval' && !(await comesAbout(() => isApprovalKept(ground, app))))
        unanswered.push(`${round}: lost`)
    }

    expect(unanswered).toEqual([])
    expect(Math.max(...apps.map((app) => restartsOf(ground, app)))).toBe(1)
  },
)
