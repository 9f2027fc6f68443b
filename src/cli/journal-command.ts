import { Command } from 'commander'
import { type JournalEntry, readJournal } from '../journal/index.ts'
import { eventSummaryOf } from './journal/event-summary.ts'
import { parseChainHead, verifyJournal } from './journal/verify-journal.ts'

const dataOption = ['--data <directory>', 'directory that DATA_DIR names', './data'] as const

/** Says what to put right, in one line; the reader of a terminal needs no stack. */
const withExitCode = async (work: () => Promise<boolean>): Promise<void> => {
  try {
    if (!(await work())) process.exitCode = 1
  } catch (error) {
    console.error((error as Error).message)
    process.exitCode = 1
  }
}

export const journalCommand = new Command('journal').description(
  'Look into the journal of a directory, while Appmedic does not run on it.',
)

journalCommand
  .command('verify')
  .description('check that nobody changed, removed, moved or cut off what was written; exit 1 names the event')
  .option(...dataOption)
  .option('--noted <seq:hash>', 'the end of the chain as an earlier verify printed it', parseChainHead)
  .action(({ data, noted }) => withExitCode(() => verifyJournal(data, noted)))

journalCommand
  .command('show')
  .description('print what happened, all of it or one incident')
  .argument('[incident]', 'for example INC-7')
  .option(...dataOption)
  .option('--json', 'one entry of the chain a line')
  .action((incident, { data, json }) => withExitCode(() => showJournal(data, { incident, json: json === true })))

/** True where there was something to show. */
const showJournal = async (
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

const lineOf = ({ stream, version, event }: JournalEntry): string => {
  const time = new Date(event.at).toISOString().replace('T', ' ').slice(0, 19)
  return `${time}  ${stream.padEnd(7)} ${`#${version}`.padStart(4)}  ${event.type.padEnd(20)} ${eventSummaryOf(event)}`.trimEnd()
}
