import { type Entry, readJournal } from '../../journal/index.ts'
import { summaryOf } from './summary.ts'

/** True where there was something to show. */
export const showJournal = async (
  dataDir: string,
  { incident, json }: { readonly incident?: string; readonly json: boolean },
): Promise<boolean> => {
  let shown = 0
  await readJournal(dataDir, (entry) => {
    if (incident !== undefined && entry.stream !== incident.toUpperCase()) return
    shown += 1
    console.log(json ? JSON.stringify(entry) : lineOf(entry))
  })
  if (shown === 0) console.error(incident === undefined ? 'The journal is empty.' : `There is no ${incident}.`)
  return shown > 0
}

const lineOf = ({ stream, version, event }: Entry): string => {
  const time = new Date(event.at).toISOString().replace('T', ' ').slice(0, 19)
  return `${time}  ${stream.padEnd(7)} ${`#${version}`.padStart(4)}  ${event.type.padEnd(20)} ${summaryOf(event)}`.trimEnd()
}
