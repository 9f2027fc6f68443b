import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { startSlack } from '../../test/chat/slack/slack.ts'
import { startTeamsCloud } from '../../test/chat/teams/cloud.ts'
import { startChild } from '../child.ts'
import { atMost, figureOf } from '../figures.ts'
import { appmedic, bare, build, type Starting, startProgram } from '../program.ts'
import { inTurns, releasing } from '../rounds.ts'
import { scratch } from '../scratch.ts'
import type { Measure } from '../types.ts'

const starts = 7
const idleRounds = 3
/** What is only needed to start has been let go of by then. */
const idleForMs = 2_500
const mebibyte = 1024 * 1024

/** The built program on Slack, and idle on Slack and Teams, with an Azure that is simulated in another process. */
export const start: Measure = {
  name: 'start',
  goal: 'process start → ready on Slack ≤ 1.5× of bare Bolt',
  run: () =>
    releasing(async (later) => {
      build()
      const { path, remove } = await scratch()
      later(remove)
      const slack = await startSlack(Date.now)
      later(slack.stop)
      const cloud = await startTeamsCloud(Date.now)
      later(cloud.stop)
      const simulator = await startChild('simulator')
      later(simulator.stop)
      const onSlack = {
        SLACK_BOT_TOKEN: slack.token,
        SLACK_SIGNING_SECRET: slack.secret.replace(/[^0-9a-f]/g, '0'),
        BENCH_SLACK_API: slack.url,
      }
      const onBoth = {
        ...onSlack,
        MICROSOFT_APP_ID: cloud.appId,
        MICROSOFT_APP_TYPE: 'UserAssignedMSI',
        MICROSOFT_APP_TENANT_ID: cloud.tenantId,
        IDENTITY_ENDPOINT: `${cloud.url}/msi/token`,
        IDENTITY_HEADER: 'x',
      }
      let count = 0
      const ours = async (env: Starting['env']): Promise<Starting> => {
        count += 1
        const cwd = join(path, String(count))
        await mkdir(cwd)
        const own = { DATA_DIR: cwd, PORT: '0', LOG_LEVEL: 'error', SIMULATOR_URL: simulator.url }
        return { file: appmedic, ready: 'Try:', env: { ...env, ...own }, cwd }
      }
      const floor = async (name: string, env: Starting['env']): Promise<Starting> => {
        const { SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET, BENCH_SLACK_API } = onSlack
        return {
          file: bare(name),
          ready: 'ready',
          env: { ...env, SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET, BENCH_SLACK_API },
          cwd: path,
        }
      }

      await readyInMs(await ours(onSlack))
      const ready = await inTurns(starts, {
        ours: async () => readyInMs(await ours(onSlack)),
        floor: async () => readyInMs(await floor('bolt', onSlack)),
      })
      const idle = await inTurns(idleRounds, {
        ours: async () => idleRss(await ours(onBoth)),
        floor: async () => idleRss(await floor('bolt-and-botbuilder', onBoth)),
      })
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

const idleRss = async (starting: Starting): Promise<number> => {
  const program = await startProgram(starting)
  try {
    await setTimeout(idleForMs)
    return (await program.rssInBytes()) / mebibyte
  } finally {
    await program.stop()
  }
}
