import { Command, Option } from 'commander'
import { riskLevels } from '../incident/mitigation-plan.ts'
import { checkPolicyFile } from './policy/check-policy-file.ts'
import { explainPolicyFile } from './policy/explain-policy-file.ts'
import { testPolicyFile } from './policy/test-policy-file.ts'

/** Says what to put right; the reader of a terminal needs no stack. */
const withExitCode = (work: () => boolean): void => {
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
  .option('--former <file>', 'the one that holds now: what the running bot would miss is an error, too')
  .action((file: string, { former }: { former?: string }) => withExitCode(() => checkPolicyFile(file, former)))

policyCommand
  .command('test')
  .description('run a table of who, what and when against the policy')
  .argument('<file>', 'the policy')
  .argument('<cases>', 'the table, YAML')
  .action((file: string, cases: string) => withExitCode(() => testPolicyFile(file, cases)))

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
  .addOption(new Option('--risk <risk>', 'of the step').choices(riskLevels))
  .option('--at <time>', 'with a zone: 2026-12-24T18:00:00+01:00; now where absent')
  .option('--channel <channel>', 'slack:T0123/C0456')
  .option('--failures <number>', 'steps that failed on the app in the last hour')
  .action((file: string, options: Record<string, string>) => withExitCode(() => explainPolicyFile(file, options)))
