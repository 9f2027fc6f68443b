import { join } from 'node:path'
import { Command, Option } from 'commander'
import { loadEnvFile } from '../config/index.ts'
import { backUpJournal, type JournalEntry, readJournal } from '../journal/index.ts'
import { type EraseOptions, eraseFromJournal } from './journal/erase-from-journal.ts'
import { eventSummaryOf } from './journal/event-summary.ts'
import { parseChainHead, type VerifyJournalOptions, verifyJournal } from './journal/verify-journal.ts'
import { withJournalFile } from './journal/with-journal-file.ts'

/** `NAME=` is a setting that was left open. */
const settingOption = (flags: string, about: string, name: string, usual?: string): Option =>
  new Option(flags, about)
    .default(usual)
    .env(name)
    .argParser((given: string) => given.trim() || usual)

const dataOption = (): Option => settingOption('--data <directory>', 'directory of the journal', 'DATA_DIR', './data')

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
  'Look into the journal of a directory, whether or not Appmedic runs on it.',
)

// Before the options are read, so that a command finds the journal and its key where the bot does.
journalCommand.hook('preSubcommand', () => void loadEnvFile(process.cwd()))

const keyOption = (): Option =>
  settingOption(
    '--key-file <file>',
    "the journal's key; journal.key in that directory where absent",
    'JOURNAL_KEY_FILE',
  )

const witnessOption = (): Option =>
  settingOption('--witness-file <file>', 'what was noted beside the key', 'JOURNAL_WITNESS_FILE')

journalCommand
  .command('verify')
  .description('check that nobody changed, removed, moved or cut off what was written; exit 1 names what is wrong')
  .addOption(dataOption())
  .addOption(keyOption())
  .addOption(witnessOption())
  .option(
    '--public-key <key...>',
    'where the key is not at hand: check signatures with what a verify with the key printed',
  )
  .option('--noted <seq:hash>', 'the end of the chain as an earlier verify or a closing card gave it', parseChainHead)
  .option('--backup <file>', 'look into this copy, not into the journal itself')
  .option('--json', 'all of it, for a program')
  .action((options: VerifyJournalOptions) => withExitCode(() => verifyJournal(options)))

journalCommand
  .command('backup')
  .description('write a consistent copy, whether or not Appmedic runs; files of evidence are copied as they are')
  .argument('<file>', 'what does not exist yet')
  .addOption(dataOption())
  .action((to: string, { data }: { data: string }) =>
    withExitCode(async () => {
      await withJournalFile(data, (file) => backUpJournal(file, to))
      console.log(`The journal is copied to ${to}. Copy ${join(data, 'evidence')} beside it; keep the key elsewhere.`)
      return true
    }),
  )

journalCommand
  .command('erase')
  .description(
    'take a text out of the journal, its files and the web chat for ever; asks for it, or reads it from a pipe',
  )
  .argument('[incident]', 'only what belongs to it, for example INC-7')
  .requiredOption('--reason <reason>', 'why, in words that are kept')
  .addOption(dataOption())
  .addOption(keyOption())
  .addOption(witnessOption())
  .option('--yes', 'do not ask again')
  .action((incident: string | undefined, options: Omit<EraseOptions, 'incident'>) =>
    withExitCode(() => eraseFromJournal({ ...options, ...(incident === undefined ? {} : { incident }) })),
  )

journalCommand
  .command('show')
  .description('print what happened, all of it or one incident')
  .argument('[incident]', 'for example INC-7')
  .addOption(dataOption())
  .option('--json', 'one entry of the chain a line')
  .action((incident, { data, json }) => withExitCode(() => showJournal(data, { incident, json: json === true })))

/** True where there was something to show. */
const showJournal = async (
  dataDir: string,
  { incident, json }: { readonly incident?: string; readonly json: boolean },
): Promise<boolean> => {
  let shown = 0
  const show = (entry: JournalEntry): void => {
    if (incident !== undefined && entry.stream !== incident.toUpperCase()) return
    shown += 1
    console.log(json ? JSON.stringify(entry) : lineOf(entry))
  }
  await withJournalFile(dataDir, (file) => readJournal(file, show))
  if (shown === 0) console.error(incident === undefined ? 'The journal is empty.' : `There is no ${incident}.`)
  return shown > 0
}

const lineOf = ({ stream, version, event }: JournalEntry): string => {
  const time = new Date(event.at).toISOString().replace('T', ' ').slice(0, 19)
  return `${time}  ${stream.padEnd(7)} ${`#${version}`.padStart(4)}  ${event.type.padEnd(20)} ${eventSummaryOf(event)}`.trimEnd()
}
