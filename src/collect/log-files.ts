import { publishAction } from '../azure/roles.ts'
import type { KuduClient } from '../azure/types.ts'
import { fetchEach } from '../observe/sources/fetch-each.ts'
import { leftOutLine, readLastLines } from '../observe/sources/last-lines.ts'
import { type LogFile, listLogFiles } from './kudu/list-log-files.ts'
import { textFile } from './output/redacted-file.ts'
import type { Collector } from './types.ts'

const mostListed = 300
const mostFetched = 6
const limitInBytes = 150_000
const mostReadInBytes = 100_000_000

/** What there is in `LogFiles`, and the end of the newest files. All of it stays here: nothing is uploaded anywhere. */
export const logFilesCollector: Collector = {
  id: 'log-files',
  spokenAs: `
    log files, logfiles, log file, logbestand*, all logs, all log files, alle logs, alle logbestanden, log zip,
    log folder, logmap`,
  deadlineInMs: 120_000,
  needs: [publishAction],
  lostByRestart: false,
  holds: 'own-text',
  taken: 'on-request',
  through: 'kudu',
  async collect(azure, { app }, signal) {
    const kudu = await azure.kudu(app.id, signal)
    const all = await listLogFiles(kudu, signal)
    const fitting = all.filter(({ name, sizeInBytes }) => isText.test(name) && sizeInBytes < mostReadInBytes)
    const ends = await endsOf(kudu, fitting.slice(0, mostFetched), signal)
    return textFile('log-files.txt', [app.id, '', nothingUploadedNote, '', ...listOf(all), ...ends])
  },
}

const isText = /\.(?:txt|log|xml|html?|json)$/i

const nothingUploadedNote =
  "Nothing was uploaded: logs may hold customers' data, and where those may go is for people to decide. " +
  'To hand them on, take this file from the incident.'

const listOf = (all: readonly LogFile[]): readonly string[] => [
  `${all.length} ${all.length === 1 ? 'file' : 'files'} in LogFiles, newest first:`,
  ...all
    .slice(0, mostListed)
    .map(({ name, sizeInBytes, changedAt }) => `${changedAt}  ${String(sizeInBytes).padStart(12)}  ${name}`),
  ...(all.length > mostListed ? [`and ${all.length - mostListed} more`] : []),
]

async function endsOf(kudu: KuduClient, files: readonly LogFile[], signal: AbortSignal): Promise<readonly string[]> {
  const found = await fetchEach(files, async ({ path }) =>
    readLastLines((await kudu.download(path, { signal })).body, limitInBytes),
  )
  return found.flatMap((last, index) => [
    '',
    `== ${files[index]?.name ?? ''}`,
    ...('failed' in last ? [`not available: ${last.failed}`] : [...leftOutLine(last), last.text]),
  ])
}
