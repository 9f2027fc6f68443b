import { Command } from 'commander'

/** One file a command, each loaded only when it is asked for. `start` is what runs without a name. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./start-command.ts')).startCommand,
  drill: async () => (await import('./drill/index.ts')).drillCommand,
  score: async () => (await import('./score/index.ts')).scoreCommand,
  look: async () => (await import('./look/index.ts')).lookCommand,
  simulator: async () => (await import('./simulator-command.ts')).simulatorCommand,
  report: async () => (await import('./report-command.ts')).reportCommand,
  journal: async () => (await import('./journal-command.ts')).journalCommand,
  policy: async () => (await import('./policy-command.ts')).policyCommand,
  understand: async () => (await import('./understand-command.ts')).understandCommand,
}

export const runCli = async (argv: readonly string[]): Promise<void> => {
  // `… | head` closes our output early: that is the end, not a failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
    throw error
  })
  const program = new Command('appmedic')
    .description('Incident bot for Azure App Service: observe, collect, mitigate, with approval.')
    .showHelpAfterError()
  const named = argv[2] ?? 'start'
  const wanted = Object.hasOwn(commands, named) ? [named] : Object.keys(commands)
  for (const name of wanted) {
    const command = await commands[name]?.()
    if (command !== undefined) program.addCommand(command, { isDefault: name === 'start' })
  }
  await program.parseAsync(argv)
}
