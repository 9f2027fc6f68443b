import { Command, Option } from 'commander'
import { languages } from '../../i18n/languages/index.ts'
import { exitCodes, type LookOptions } from './types.ts'

export const lookCommand = new Command('look')
  .description('looks at an app once, reading only, and says what is wrong with it and what would be safe to do')
  .argument('<app>', 'its name, app/slot, host name, address or resource id')
  .option('--at <time>', 'look at a time that is past: 90m, 2h or 1d ago, 03:12, or an ISO date with a time')
  .addOption(new Option('--json', 'as JSON for scripts, described in docs/look.md').conflicts('markdown'))
  .option('--markdown', 'as Markdown for a ticket')
  .addOption(new Option('--lang <language>', 'of the words; LANGUAGE where absent').choices(languages))
  .addHelpText(
    'after',
    [
      '',
      'It looks at real Azure with the identity that is there (az login), or at what SIMULATOR_URL names.',
      'Exit codes: 0 looked, 2 usage or settings, 3 no such app or several, 4 Azure refused or is out of reach.',
    ].join('\n'),
  )
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : exitCodes.usage))
  .action(async (app: string, options: LookOptions) => {
    const { runLook } = await import('./run-look.ts')
    process.exit(await runLook(app, options, process))
  })
