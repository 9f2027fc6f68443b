import { publishAction } from '../azure/roles.ts'
import { type ApplicationLogPart, downloadApplicationLog } from '../observe/sources/download-logs.ts'
import { leftOutLine } from '../observe/sources/last-lines.ts'
import { textFile } from './output/redacted-file.ts'
import type { Collector } from './types.ts'

/** What the app itself logged: on Windows what it traced, on Linux what it wrote out. */
export const applicationLogCollector: Collector = {
  id: 'application-log',
  spokenAs: `
    application log*, app log*, applicationlog*, applog*, applicatielog*, applicatie log*, stdout log*,
    log of the app, log van de app`,
  deadlineInMs: 60_000,
  needs: [publishAction],
  lostByRestart: false,
  holds: 'own-text',
  taken: 'on-request',
  through: 'kudu',
  async collect(azure, { app }, signal) {
    const lines = (await downloadApplicationLog(azure, app, signal)).flatMap(linesOf)
    return textFile('application-log.txt', [app.id, '', ...(lines.length === 0 ? ['No application log.'] : lines)])
  },
}

const linesOf = ({ name, read }: ApplicationLogPart): readonly string[] => [
  ...(name === undefined ? [] : [`== ${name}`]),
  ...('failed' in read ? [`not available: ${read.failed}`] : [...leftOutLine(read), read.text]),
]
