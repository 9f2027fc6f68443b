import { Command, InvalidArgumentError, Option } from 'commander'
import { faults, lookalikes } from '../../../simulator/index.ts'
import { loadTranslators } from '../../i18n/load-translators.ts'
import type { Translate } from '../../i18n/types.ts'
import { runScoringJob } from './run-scoring-job.ts'
import { scoreLines } from './score-lines.ts'
import { runScoringJobsInWorkers, serveScoringJobs, workerFlag } from './scoring-workers.ts'
import { predictionOf, tallyScore } from './tally-score.ts'
import { parseAge, writtenAge } from './trouble-age.ts'
import type { ScoringJob, ScoringResult } from './types.ts'

interface Options {
  readonly seeds: number
  readonly odd: boolean
  readonly faults?: readonly string[]
  readonly lookalikes: boolean
  readonly ages?: readonly number[]
  readonly json: boolean
  readonly worker?: boolean
}

const wholeNumber = (text: string): number => {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('write a whole number from 1, for example 20')
  return Number(text)
}

const idsOf = (known: readonly { readonly id: string }[]): readonly string[] => known.map(({ id }) => id)
const all = [...idsOf(faults), ...idsOf(lookalikes)]

const faultList = (text: string): readonly string[] => {
  const wanted = text.split(',').map((id) => id.trim())
  const unknown = wanted.filter((id) => !all.includes(id))
  if (unknown.length > 0) throw new InvalidArgumentError(`there are: ${all.join(', ')}`)
  return wanted
}

const ageList = (text: string): readonly number[] => {
  const ages = text.split(',').map(parseAge)
  const known = ages.flatMap((age) => age ?? [])
  if (known.length < ages.length) throw new InvalidArgumentError('write ages like 2m,20m,4h')
  return [...new Set(known)].sort((a, b) => a - b)
}

export const scoreCommand = new Command('score')
  .description('lets the diagnosis look into every fault of the simulator, and says how often it was right')
  .option('--seeds <number>', 'how many of each fault; even seeds 2, 4, 6, …', wholeNumber, 20)
  .option('--odd', 'odd seeds 1, 3, 5, …: those that thresholds may be tuned on', false)
  .option('--faults <ids>', 'only these, separated by commas', faultList)
  .option('--lookalikes', 'what almost looks like a cause and is not, in place of the faults', false)
  .option('--ages <list>', 'looks at each of these ages of the trouble, for example 2m,5m,20m,1h,4h,24h', ageList)
  .option('--json', 'the score as JSON', false)
  .addOption(new Option(workerFlag).hideHelp())
  .action(async (options: Options) => {
    if (options.worker === true) return serveScoringJobs(runScoringJob)
    const jobs = jobsOf(options)
    const say = loadTranslators('UTC')('en')
    let done = 0
    const results = await runScoringJobsInWorkers(jobs, (result) => {
      done += 1
      process.stderr.write(progressLine(result, done, jobs.length * (options.ages?.length ?? 1), say))
    })
    const score = tallyScore(results)
    process.stdout.write(`${options.json ? JSON.stringify(score, null, 2) : scoreLines(score).join('\n')}\n`)
    process.exitCode = score.reached ? 0 : 1
  })

const jobsOf = ({ seeds, odd, ages, ...asked }: Options): readonly ScoringJob[] =>
  (asked.faults ?? idsOf(asked.lookalikes ? lookalikes : faults)).flatMap((fault) =>
    Array.from({ length: seeds }, (_, index) => ({
      fault,
      seed: 2 * (index + 1) - (odd ? 1 : 0),
      ...(ages === undefined ? {} : { agesInMs: ages }),
    })),
  )

/** A line each, so that a log keeps what went wrong, with which seed, and on what it was built. */
const progressLine = (result: ScoringResult, done: number, of: number, say: Translate): string => {
  const verdict = result.rightFirst ? (result.rightInTwo ? 'right' : 'half') : 'WRONG'
  const blind = result.unseen.length === 0 ? '' : ` unseen ${result.unseen.join(',')}`
  const named = result.named.slice(1, 2).map((cause) => ` (then ${cause})`)
  const age = result.ageInMs === undefined ? '' : ` at ${writtenAge(result.ageInMs)}`
  const over = result.truth === 'over' ? ' (over)' : ''
  const silently = result.replacedSilently === 0 ? '' : ` REPLACED ${result.replacedSilently}`
  const reasons = verdict === 'right' ? '' : result.reasons.map((reason) => `\n    ${say(reason)}`).join('')
  return `${done}/${of} ${result.fault} ${result.seed}${age}${over}: ${verdict}: ${predictionOf(result)} ${result.confidence ?? ''}${named.join('')}${silently}${blind}${reasons}\n`
}
