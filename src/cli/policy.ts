import { Command, Option } from 'commander'
import { risks } from '../incident/plan.ts'
import { checkFile } from './policy/check.ts'
import { explainFile } from './policy/explain.ts'
import { testFile } from './policy/test.ts'

/** Says what to put right; the reader of a terminal needs no stack. */
const telling = (work: () => boolean): void => {
  try {
    if (!work()) process.exitCode = 1
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    process.exitCode = 1
  }
}

export const policyCommand = new Command('policy').description('Check, test and explain a policy file.')

policyCommand
  .command('check')
  .description('name every error with its line, its column and what to write instead')
  .argument('<file>', 'the policy')
  .action((file: string) => telling(() => checkFile(file)))

policyCommand
  .command('test')
  .description('run a table of who, what and when against the policy')
  .argument('<file>', 'the policy')
  .argument('<cases>', 'the table, YAML')
  .action((file: string, cases: string) => telling(() => testFile(file, cases)))

policyCommand
  .command('explain')
  .description('say why somebody may or may not approve a step')
  .argument('<file>', 'the policy')
  .requiredOption('--who <person>', 'key of the person who would approve')
  .requiredOption('--step <step>', 'for example restart')
  .requiredOption('--app <app>', 'name of the app')
  .option('--tags <tags>', 'tags of the app: environment=production,team=webshop')
  .option('--requester <person>', 'key of the person who asked for it')
  .option('--args <args>', 'arguments of the step: workers=4')
  .addOption(new Option('--risk <risk>', 'of the step').choices(risks))
  .option('--at <time>', 'with a zone: 2026-12-24T18:00:00+01:00; now where absent')
  .option('--channel <channel>', 'slack:T0123/C0456')
  .option('--failures <number>', 'steps that failed on the app in the last hour')
  .action((file: string, options: Record<string, string>) => telling(() => explainFile(file, options)))
