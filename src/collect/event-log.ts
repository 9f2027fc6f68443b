import { publishAction } from '../azure/roles.ts'
import { AzureError } from '../azure/types.ts'
import { readLastLines } from './output/last-lines.ts'
import { textFile } from './output/redacted-file.ts'
import { readEventLogXml } from './parsers/event-log-xml.ts'
import type { Collector } from './types.ts'

const path = '/api/vfs/LogFiles/eventlog.xml'
/** App Service itself keeps this file small. */
const limitInBytes = 1_000_000
const mostEvents = 300

/** Windows' event log of the app: which exception ended the process, and on which path. */
export const eventLogCollector: Collector = {
  id: 'event-log',
  deadlineInMs: 60_000,
  needs: [publishAction],
  lostByRestart: false,
  taken: 'on-request',
  through: 'kudu',
  os: 'windows',
  async collect(azure, { app }, signal) {
    const kudu = await azure.kudu(app.id, signal)
    const xml = await kudu
      .download(path, { signal })
      .then(({ body }) => readLastLines(body, limitInBytes))
      .catch(absent)
    const events = readEventLogXml(xml?.text ?? '')
    const shown = events.slice(-mostEvents)
    return textFile('event-log.txt', [
      app.id,
      '',
      ...(events.length > shown.length ? [`(the first ${events.length - shown.length} events are left out)`] : []),
      ...(shown.length === 0 ? ['No events.'] : shown),
    ])
  },
}

/** An app to which nothing ever happened has no such file. */
const absent = (error: unknown): undefined => {
  if (error instanceof AzureError && error.kind === 'not-found') return undefined
  throw error
}
