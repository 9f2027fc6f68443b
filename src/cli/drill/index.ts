import { Command, InvalidArgumentError, Option } from 'commander'
import { canonical } from '../../incident/canonical.ts'
import { type Language, languages } from '../../language/types.ts'
import { type Fault, faults } from '../../simulator/index.ts'
import { documentOf } from './document.ts'
import { type Rehearsal, rehearse } from './rehearse.ts'

interface Options {
  readonly seed: number
  readonly json: boolean
  readonly markdown: boolean
  readonly lang: Language
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

export const drillCommand = new Command('drill')
  .description('plays a whole incident without people, at high speed, and scores it')
  .argument('<fault>', 'what is broken', faultOf)
  .option('--seed <number>', 'the same seed gives the same run', wholeNumber, 1)
  .option('--json', 'one event a line', false)
  .option('--markdown', 'as a page of docs/drills', false)
  .addOption(new Option('--lang <language>', 'of the report and the cards').choices(languages).default('en'))
  .action(async (fault: Fault, options: Options) => {
    const rehearsal = await rehearse(fault, { seed: options.seed, language: options.lang })
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
