import { publishAction } from '../azure/roles.ts'
import { type EventLogEvent, parseEventLog } from '../logs/index.ts'
import { downloadEventLog } from '../observe/sources/download-logs.ts'
import { textFile } from './output/redacted-file.ts'
import type { Collector } from './types.ts'

const mostEvents = 300

/** Windows' event log of the app: which exception ended the process, and on which path. */
export const eventLogCollector: Collector = {
  id: 'event-log',
  spokenAs: `
    event log*, eventlog*, windows log*, eventviewer, event viewer, gebeurtenislog*, gebeurtenissenlog*,
    windowslog*`,
  deadlineInMs: 60_000,
  needs: [publishAction],
  lostByRestart: false,
  holds: 'own-text',
  taken: 'on-request',
  through: 'kudu',
  os: 'windows',
  async collect(azure, { app }, signal) {
    const xml = await downloadEventLog(azure, app, signal)
    const events = parseEventLog(xml?.text ?? '').map(paragraph)
    const shown = events.slice(-mostEvents)
    return textFile('event-log.txt', [
      app.id,
      '',
      ...(events.length > shown.length ? [`(the first ${events.length - shown.length} events are left out)`] : []),
      ...(shown.length === 0 ? ['No events.'] : shown),
    ])
  },
}

const levels = ['LEVEL ?', 'CRITICAL', 'ERROR', 'WARNING', 'INFORMATION'] as const

const paragraph = ({ time, level, provider, id, computer, data }: EventLogEvent): string => {
  const head = [time, levels[level] ?? levels[0], `${provider} ${id === 0 ? '' : id}`, computer]
  const lines = data.flatMap((text) => text.split(/\r?\n/))
  return [head.filter(Boolean).join('  '), ...lines.map((line) => `  ${line}`), ''].join('\n')
}
