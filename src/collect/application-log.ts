import { z } from 'zod'
import { ownNameOf } from '../azure/arm-id.ts'
import { parseAnswer } from '../azure/arm-reader.ts'
import { publishAction } from '../azure/roles.ts'
import type { KuduClient } from '../azure/types.ts'
import { kuduPathOf } from './kudu/list-log-files.ts'
import { fetchEach } from './output/fetch-each.ts'
import { leftOutLine, readLastLines } from './output/last-lines.ts'
import { textFile } from './output/redacted-file.ts'
import type { Collector } from './types.ts'

const entry = z.object({
  timestamp: z.string().nullish(),
  level: z.string().nullish(),
  message: z.string().nullish(),
})
const docker = z.object({ href: z.string(), lastUpdated: z.string().nullish() })

const mostEntries = 1000
const mostFiles = 5
const limitInBytes = 300_000

/** What the app itself logged: on Windows what it traced, on Linux what it wrote out. */
export const applicationLogCollector: Collector = {
  id: 'application-log',
  deadlineInMs: 60_000,
  needs: [publishAction],
  lostByRestart: false,
  taken: 'on-request',
  through: 'kudu',
  async collect(azure, { app }, signal) {
    const kudu = await azure.kudu(app.id, signal)
    const lines = app.os === 'windows' ? await readTraceEntries(kudu, signal) : await readContainerOutput(kudu, signal)
    return textFile('application-log.txt', [app.id, '', ...(lines.length === 0 ? ['No application log.'] : lines)])
  },
}

/** Kudu sends the newest first. */
async function readTraceEntries(kudu: KuduClient, signal: AbortSignal): Promise<readonly string[]> {
  const path = `/api/logs/recent?top=${mostEntries}`
  const entries = parseAnswer(await kudu.get(path, signal), z.array(entry), path)
  return entries
    .map(({ timestamp, level, message }) => [timestamp ?? '', level ?? '', message ?? ''].filter(Boolean).join('  '))
    .reverse()
}

async function readContainerOutput(kudu: KuduClient, signal: AbortSignal): Promise<readonly string[]> {
  const path = '/api/logs/docker'
  const files = parseAnswer(await kudu.get(path, signal), z.array(docker), path)
  const own = files.filter(({ href }) => /default_docker\.log$/i.test(href))
  const newest = own.sort((left, right) => ((left.lastUpdated ?? '') < (right.lastUpdated ?? '') ? 1 : -1))
  const found = await fetchEach(newest.slice(0, mostFiles), async ({ href }) => {
    const { body } = await kudu.download(kuduPathOf(kudu, href), { signal })
    return readLastLines(body, limitInBytes)
  })
  return found.flatMap((last, index) => {
    const name = ownNameOf(newest[index]?.href ?? '')
    return [`== ${name}`, ...('failed' in last ? [`not available: ${last.failed}`] : [...leftOutLine(last), last.text])]
  })
}
