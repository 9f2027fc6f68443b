import { Command, InvalidArgumentError, Option } from 'commander'
import { type Fault, faultById, faults } from '../../../simulator/index.ts'
import { type Language, languages } from '../../i18n/types.ts'
import { canonicalJson } from '../../incident/canonical-json.ts'
import type { StepArgs } from '../../incident/mitigation-plan.ts'
import { steps } from '../../mitigate/index.ts'
import { type DrillResult, runDrill } from './run-drill.ts'

interface Options {
  readonly seed: number
  readonly json: boolean
  readonly markdown: boolean
  readonly lang: Language
  readonly step?: string
  readonly args: StepArgs
}

const parseWholeNumber = (text: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('write a whole number, for example 7')
  return Number(text)
}

const parseFault = (id: string): Fault => {
  const fault = faultById(id)
  if (fault === undefined) throw new InvalidArgumentError(`there are: ${faults.map((known) => known.id).join(', ')}`)
  return fault
}

const parseStep = (id: string): string => {
  if (!steps.some((step) => step.id === id)) {
    throw new InvalidArgumentError(`there are: ${steps.map((step) => step.id).join(', ')}`)
  }
  return id
}

const parseArgument = (text: string, before: StepArgs): StepArgs => {
  const [, name, value] = /^([a-zA-Z]\w*)=(.*)$/.exec(text) ?? []
  if (name === undefined || value === undefined)
    throw new InvalidArgumentError('write name=value, for example workers=5')
  return { ...before, [name]: /^\d+$/.test(value) ? Number(value) : value }
}

export const drillCommand = new Command('drill')
  .description('plays a whole incident without people, at high speed, and scores it')
  .argument('<fault>', 'what is broken', parseFault)
  .option('--seed <number>', 'the same seed gives the same run', parseWholeNumber, 1)
  .option('--step <step>', 'asks for this step in place of those that the card offers', parseStep)
  .option('--args <name=value>', 'of that step; once for each', parseArgument, {})
  .option('--json', 'one event a line', false)
  .option('--markdown', 'as a page of docs/drills', false)
  .addOption(new Option('--lang <language>', 'of the report and the cards').choices(languages).default('en'))
  .action(async (fault: Fault, options: Options) => {
    const step = options.step === undefined ? {} : { step: { step: options.step, args: options.args } }
    const rehearsal = await runDrill(fault, { seed: options.seed, language: options.lang, ...step })
    process.stdout.write(renderOutput(rehearsal, fault, options))
    for (const trouble of rehearsal.loggedErrors) process.stderr.write(`${JSON.stringify(trouble, errorsInWords)}\n`)
    process.exitCode = rehearsal.score.right && rehearsal.loggedErrors.length === 0 ? 0 : 1
  })

const renderOutput = ({ events, lines }: DrillResult, fault: Fault, { seed, json, markdown }: Options): string => {
  if (markdown) return drillDocumentOf(fault, seed, lines)
  return `${(json ? events.map(canonicalJson) : lines).join('\n')}\n`
}

const errorsInWords = (_key: string, value: unknown): unknown =>
  value instanceof Error ? (value.stack ?? String(value)) : value

/** A drill to be read in `docs/`, with the command that makes it anew. */
export const drillDocumentOf = ({ id, title }: Fault, seed: number, lines: readonly string[]): string =>
  [
    `# Drill: ${title}`,
    '',
    `What \`npm run -s drill -- ${id} --seed ${seed}\` tells. Nobody sat at it: the simulated estate broke, Ada and`,
    'Bram are played, everything between them is Appmedic as it runs in practice mode. Times are UTC.',
    '',
    '```text',
    ...lines,
    '```',
    '',
    `Made by \`npm run -s drill -- ${id} --seed ${seed} --markdown > docs/drills/${id}.md\`; a test compares.`,
    '',
  ].join('\n')
