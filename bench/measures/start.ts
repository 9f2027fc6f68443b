import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { startTeamsCloud } from '../../test/chat/teams/cloud.ts'
import { startChild } from '../child.ts'
import { atMost, figureOf, type Round } from '../figures.ts'
import { appmedic, bare, build, type Starting, startProgram } from '../program.ts'
import { inTurns, releasing } from '../rounds.ts'
import { scratch } from '../scratch.ts'
import { startSlackDoor } from '../slack-door.ts'
import type { Measure } from '../types.ts'

const starts = 5
const idleRounds = 3
/** What is only needed to start has been let go of by then. */
const idleForMs = 2_000
const mebibyte = 1024 * 1024

type Env = Starting['env']

/** The built program on Slack, and idle on Slack and Teams, with an Azure that is simulated in another process. */
export const start: Measure = {
  name: 'start',
  goal: 'process start → ready on Slack ≤ 1.5× of bare Bolt',
  run: () =>
    releasing(async (later) => {
      build()
      const { path, remove } = await scratch()
      later(remove)
      const slack = await startSlackDoor()
      later(slack.stop)
      const cloud = await startTeamsCloud(Date.now)
      later(cloud.stop)
      const simulator = await startChild('simulator')
      later(simulator.stop)
      const onSlack: Env = {
        SLACK_BOT_TOKEN: 'xoxb-not-a-real-one',
        SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef',
        BENCH_SLACK_API: slack.url,
      }
      const onBoth: Env = {
        ...onSlack,
        MICROSOFT_APP_ID: cloud.appId,
        MICROSOFT_APP_TYPE: 'UserAssignedMSI',
        MICROSOFT_APP_TENANT_ID: cloud.tenantId,
        IDENTITY_ENDPOINT: `${cloud.url}/msi/token`,
        IDENTITY_HEADER: 'x',
      }
      let count = 0
      const ours = async (on: Env): Promise<Starting> => {
        count += 1
        const cwd = join(path, String(count))
        await mkdir(cwd)
        const own = { DATA_DIR: cwd, PORT: '0', LOG_LEVEL: 'error', SIMULATOR_URL: simulator.url }
        return { file: appmedic, ready: 'Try:', env: { ...on, ...own }, cwd }
      }
      const floor = (name: string, env: Env): Starting => ({ file: bare(name), ready: 'ready', env, cwd: path })

      await readyInMs(await ours(onSlack))
      await readyInMs(floor('bolt', onSlack))
      const ready = await inTurns(starts, {
        ours: async () => readyInMs(await ours(onSlack)),
        floor: () => readyInMs(floor('bolt', onSlack)),
      })
      const idle: Round[] = []
      // Beside each other: how much memory they take is no matter of time.
      for (let round = 0; round < idleRounds; round += 1) {
        const both = [await ours(onBoth), floor('bolt-and-botbuilder', onBoth)]
        const [mebibytes = Number.NaN, bare = Number.NaN] = await Promise.all(both.map(idleInMebibytes))
        idle.push({ ours: mebibytes, floor: bare })
      }
      return {
        ...figureOf(ready, 'ms', atMost(1.5)),
        also: {
          idle: {
            goal: 'memory idle on Slack and Teams ≤ 1.5× of bare Bolt and botbuilder in one process',
            ...figureOf(idle, 'MiB', atMost(1.5)),
          },
        },
        notes: { starts, idleForMs },
      }
    }),
}

const readyInMs = async (starting: Starting): Promise<number> => {
  const program = await startProgram(starting)
  await program.stop()
  return program.readyInMs
}

const idleInMebibytes = async (starting: Starting): Promise<number> => {
  const program = await startProgram(starting)
  try {
    await setTimeout(idleForMs)
    return (await program.rssInBytes()) / mebibyte
  } finally {
    await program.stop()
  }
}
