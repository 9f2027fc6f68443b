import { Command, InvalidArgumentError, Option } from 'commander'
import { canonical } from '../../incident/canonical.ts'
import { type Language, languages } from '../../language/types.ts'
import { loadSays } from '../../resources.ts'
import { type Fault, faults } from '../../simulator/index.ts'
import { narrate } from './narrate.ts'
import { play } from './play.ts'
import { reportOf } from './reports.ts'
import { scoreOf } from './score.ts'
import { inOrder } from './timeline.ts'
import { createWorld } from './world.ts'

interface Options {
  readonly seed: number
  readonly json: boolean
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

const usualApp = 'contoso-web'

export const drillCommand = new Command('drill')
  .description('plays a whole incident without people, at high speed, and scores it')
  .argument('<fault>', 'what is broken', faultOf)
  .option('--seed <number>', 'the same seed gives the same run', wholeNumber, 1)
  .option('--json', 'one event a line', false)
  .addOption(new Option('--lang <language>', 'of the report and the cards').choices(languages).default('en'))
  .action(async (fault: Fault, { seed, json, lang }: Options) => {
    const troubles: unknown[] = []
    const log = { info: () => undefined, error: (facts: object) => troubles.push(facts) }
    const app = fault.app ?? usualApp
    const world = await createWorld({ faults: { [app]: fault.id }, seed, language: lang, log })
    try {
      const played = await play({ ...world, report: reportOf(fault.id, fault.reported ?? app, lang) })
      const score = scoreOf(fault, played)
      const lines = json
        ? inOrder(played.events).map(canonical)
        : narrate(inOrder(played.events), loadSays('UTC')(lang), score)
      process.stdout.write(`${lines.join('\n')}\n`)
      for (const trouble of troubles) process.stderr.write(`${JSON.stringify(trouble, errorsInWords)}\n`)
      process.exitCode = score.right && troubles.length === 0 ? 0 : 1
    } finally {
      await world.stop()
    }
  })

const errorsInWords = (_key: string, value: unknown): unknown =>
  value instanceof Error ? (value.stack ?? String(value)) : value
