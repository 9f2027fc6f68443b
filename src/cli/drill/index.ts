import { Command, InvalidArgumentError, Option } from 'commander'
import { canonical } from '../../incident/canonical.ts'
import type { StepArgs } from '../../incident/plan.ts'
import { type Language, languages } from '../../language/types.ts'
import { steps } from '../../mitigate/index.ts'
import { type Fault, faults } from '../../simulator/index.ts'
import { documentOf } from './document.ts'
import { type Rehearsal, rehearse } from './rehearse.ts'

interface Options {
  readonly seed: number
  readonly json: boolean
  readonly markdown: boolean
  readonly lang: Language
  readonly step?: string
  readonly args: StepArgs
}

const wholeNumber = (text: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('write a whole number, for example 7')
  return Number(text)
}

const faultOf = (id: string): Fault => {
  const fault = faults.find((known) => known.id === id)
  if (fault === undefined) throw new InvalidArgumentError(`there are: ${faults.map((known) => known.id).join(', ')}`)
  return fault
}

const stepOf = (id: string): string => {
  if (!steps.some((step) => step.id === id)) {
    throw new InvalidArgumentError(`there are: ${steps.map((step) => step.id).join(', ')}`)
  }
  return id
}

const argument = (text: string, before: StepArgs): StepArgs => {
  const [, name, value] = /^([a-zA-Z]\w*)=(.*)$/.exec(text) ?? []
  if (name === undefined || value === undefined)
    throw new InvalidArgumentError('write name=value, for example workers=5')
  return { ...before, [name]: /^\d+$/.test(value) ? Number(value) : value }
}

export const drillCommand = new Command('drill')
  .description('plays a whole incident without people, at high speed, and scores it')
  .argument('<fault>', 'what is broken', faultOf)
  .option('--seed <number>', 'the same seed gives the same run', wholeNumber, 1)
  .option('--step <step>', 'asks for this step in place of those that the card offers', stepOf)
  .option('--args <name=value>', 'of that step; once for each', argument, {})
  .option('--json', 'one event a line', false)
  .option('--markdown', 'as a page of docs/drills', false)
  .addOption(new Option('--lang <language>', 'of the report and the cards').choices(languages).default('en'))
  .action(async (fault: Fault, options: Options) => {
    const step = options.step === undefined ? {} : { step: { step: options.step, args: options.args } }
    const rehearsal = await rehearse(fault, { seed: options.seed, language: options.lang, ...step })
    process.stdout.write(written(rehearsal, fault, options))
    for (const trouble of rehearsal.troubles) process.stderr.write(`${JSON.stringify(trouble, errorsInWords)}\n`)
    process.exitCode = rehearsal.score.right && rehearsal.troubles.length === 0 ? 0 : 1
  })

const written = ({ events, lines }: Rehearsal, fault: Fault, { seed, json, markdown }: Options): string => {
  if (markdown) return documentOf(fault, seed, lines)
  return `${(json ? events.map(canonical) : lines).join('\n')}\n`
}

const errorsInWords = (_key: string, value: unknown): unknown =>
  value instanceof Error ? (value.stack ?? String(value)) : value
