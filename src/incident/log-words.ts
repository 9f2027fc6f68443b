import { messageOf, type TranslatableMessage } from '../i18n/message.ts'
import type { LogFinding } from './finding.ts'

const longestInChars = 160

/** An entry in words: what, where in the app, how often, when last, and in which log. What it quotes is untrusted. */
export const logEntryMessage = (entry: LogFinding): TranslatableMessage => {
  const { log, line, message, exception, frame, count, exitCode, last = 0 } = entry
  const said = { log: log.replaceAll('-', ''), count, timed: entry.last === undefined ? 'no' : 'yes', lastAt: last }
  if (exception !== undefined)
    return messageOf('evidence.log-exception', {
      ...said,
      exception,
      message: cut(message ?? ''),
      frame: frame === undefined ? 'none' : 'own',
      place: frame ?? '',
    })
  if (exitCode !== undefined) return messageOf('evidence.log-exit', { ...said, code: String(exitCode) })
  return messageOf('evidence.log-line', { ...said, line: cut(line) })
}

const cut = (text: string): string => (text.length <= longestInChars ? text : `${text.slice(0, longestInChars - 1)}…`)
