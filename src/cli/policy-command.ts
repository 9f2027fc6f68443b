import { Command, Option } from 'commander'
import { loadConfig } from '../config/index.ts'
import { rights } from '../incident/approval/policy.ts'
import { riskLevels } from '../incident/mitigation-plan.ts'
import { memberships } from '../incident/person.ts'
import { checkPolicyFile } from './policy/check-policy-file.ts'
import { explainPolicyFile } from './policy/explain-policy-file.ts'
import { migratePolicyFile } from './policy/migrate-policy-file.ts'
import { sampleCases } from './policy/policy-test-cases.ts'
import { printSteps } from './policy/print-steps.ts'
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

/** As the environment and .env say; none where they are not right yet, which is for the start to tell. */
const platformsInUse = (): readonly string[] => {
  try {
    return Object.keys(loadConfig(process.cwd()).platforms)
  } catch {
    return []
  }
}

export const policyCommand = new Command('policy').description('Check, test and explain a policy file.')

policyCommand
  .command('check')
  .description('name every error with its line, its column and what to write instead')
  .argument('<file>', 'the policy')
  .option('--former <file>', 'the one that holds now: what the running bot would miss is an error, too')
  .action((file: string, { former }: { former?: string }) =>
    withExitCode(() => checkPolicyFile(file, former, platformsInUse())),
  )

policyCommand
  .command('migrate')
  .description('print a file of an earlier version as one of today, which decides the same')
  .argument('<file>', 'the policy')
  .option('--write', 'put it in the place of the file')
  .action((file: string, options: { write?: boolean }) => withExitCode(() => migratePolicyFile(file, options)))

policyCommand
  .command('test')
  .description('run a table of who, what and when against the policy')
  .argument('<file>', 'the policy')
  .argument('<cases>', 'the table, YAML')
  .addHelpText(
    'after',
    `
cases.yaml, for example:
${sampleCases}
expect is may-approve, step-up (after a fresh sign-in), runs-without-approval, or why not:
unknown-person, forbidden, not-permitted, self, frozen, tripped, cool-down, too-large, over-budget, out-of-scope.
Of a right (may: ${rights.join(', ')}) it is may or may-not.`,
  )
  .action((file: string, cases: string) => withExitCode(() => testPolicyFile(file, cases)))

policyCommand
  .command('steps')
  .description('list every step with its name, its risk, and whether it destroys evidence')
  .action(printSteps)

policyCommand
  .command('explain')
  .description('say why somebody may or may not approve a step, or have a right')
  .argument('<file>', 'the policy')
  .option('--who <person>', 'key of the person who would approve; with --may also an account: slack:T0123/U0456')
  .option('--step <step>', 'for example restart; `policy steps` lists them')
  .addOption(new Option('--may <right>', 'a right, in place of a step').choices(rights))
  .addOption(new Option('--as <membership>', 'with --may: somebody whom the policy does not name').choices(memberships))
  .option('--app <app>', 'name of the app')
  .option('--tags <tags>', 'tags of the app: environment=production,team=webshop')
  .option('--requester <person>', 'key of the person who asked for it')
  .option('--args <args>', 'arguments of the step: workers=4')
  .addOption(new Option('--risk <risk>', "in place of the step's own").choices(riskLevels))
  .option('--at <time>', 'with a zone: 2026-12-24T18:00:00+01:00; now where absent')
  .option('--channel <channel>', 'slack:T0123/C0456')
  .option('--failures <number>', 'steps that failed on the app in the last hour')
  .action((file: string, options: Record<string, string>) => withExitCode(() => explainPolicyFile(file, options)))
