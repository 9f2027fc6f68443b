import { Command } from 'commander'
import { showJournal } from './journal/show.ts'
import { parseHead, verifyJournal } from './journal/verify.ts'

const directory = ['--data <directory>', 'directory that DATA_DIR names', './data'] as const

/** Says what to put right, in one line; the reader of a terminal needs no stack. */
const telling = async (work: () => Promise<boolean>): Promise<void> => {
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
  .option(...directory)
  .option('--noted <seq:hash>', 'the end of the chain as an earlier verify printed it', parseHead)
  .action(({ data, noted }) => telling(() => verifyJournal(data, noted)))

journalCommand
  .command('show')
  .description('print what happened, all of it or one incident')
  .argument('[incident]', 'for example INC-7')
  .option(...directory)
  .option('--json', 'one entry of the chain a line')
  .action((incident, { data, json }) => telling(() => showJournal(data, { incident, json: json === true })))
