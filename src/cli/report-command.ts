import { writeFileSync } from 'node:fs'
import { Command, Option } from 'commander'
import { renderReport } from '../composition/render-report.ts'
import { loadEnvFile } from '../config/index.ts'
import { loadTranslators } from '../i18n/load-translators.ts'
import { type Language, languages } from '../i18n/types.ts'
import type { IncidentEvent } from '../incident/event.ts'
import { foldEvents } from '../incident/evolve.ts'
import { readJournal } from '../journal/index.ts'
import { reportMarkdown } from '../views/report-markdown.ts'
import { withJournalFile } from './journal/with-journal-file.ts'

interface ReportOptions {
  readonly data: string
  readonly html?: string
  readonly language?: Language
  readonly timeZone: string
}

export const reportCommand = new Command('report')
  .description('prints the report of an incident as Markdown, or writes it as one HTML file; only reads')
  .argument('<incident>', 'INC-3', (id: string) => id.toUpperCase())
  .option('--html <file>', 'write HTML to this file: it loads nothing, and prints on A4')
  .addOption(new Option('--language <language>', "the incident's own where absent").choices(languages))
  .addOption(new Option('--data <directory>', 'directory of the journal').default('./data').env('DATA_DIR'))
  .addOption(new Option('--time-zone <zone>', 'of the times in it').default('UTC').env('TIME_ZONE'))
  .action(async (id: string, options: ReportOptions) => {
    try {
      await writeReport(id, options)
    } catch (error) {
      process.stderr.write(`${(error as Error).message}\n`)
      process.exitCode = 1
    }
  })

// Before the options are read, so that the journal is found where the bot has it.
reportCommand.hook('preAction', () => void loadEnvFile(process.cwd()))

const writeReport = async (id: string, { data, html, language, timeZone }: ReportOptions): Promise<void> => {
  const events = await withJournalFile(data, (file) => eventsOf(id, file))
  const incident = foldEvents(events)
  if (incident === undefined) throw new Error(`There is no ${id} in ${data}.`)
  const say = loadTranslators(timeZone)(language ?? incident.language)
  if (html === undefined) return void process.stdout.write(reportMarkdown(incident, events, say))
  writeFileSync(html, renderReport(incident, events, say))
  process.stdout.write(`${html}\n`)
}

const eventsOf = async (id: string, file: string): Promise<readonly IncidentEvent[]> => {
  const events: IncidentEvent[] = []
  await readJournal(file, ({ stream, event }) => {
    if (stream === id) events.push(event)
  })
  return events
}
