import { appLookup } from './measures/app-lookup.ts'
import { backlog } from './measures/backlog.ts'
import { firstCard } from './measures/first-card.ts'
import { incidents } from './measures/incidents.ts'
import { journal } from './measures/journal.ts'
import { observe } from './measures/observe.ts'
import { slackAck } from './measures/slack-ack.ts'
import { start } from './measures/start.ts'
import { teamsAck } from './measures/teams-ack.ts'
import { understand } from './measures/understand.ts'
import type { Measure } from './types.ts'

/** `npm run bench [-- NAME …]`: JSON on standard output, progress beside it. */
const measures: readonly Measure[] = [
  slackAck,
  teamsAck,
  journal,
  firstCard,
  appLookup,
  observe,
  start,
  backlog,
  incidents,
  understand,
]

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => measures.every((measure) => measure.name !== name))
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}; there are ${measures.map(({ name }) => name).join(', ')}.`)
  process.exit(1)
}

/** All of it ends by then, also where something hangs. */
const limitInMs = 355_000
const timeIsUp = new Promise<never>((_, reject) => {
  setTimeout(() => reject(new Error(`not done after ${limitInMs / 1000} s`)), limitInMs).unref()
})
timeIsUp.catch(() => undefined)

/** What breaks is told in its place: the others can still be measured. */
const outcomeOf = async ({ name, goal, run }: Measure): Promise<object> => {
  const from = performance.now()
  const measured = await Promise.race([timeIsUp, run()]).catch((error: unknown) => ({ failed: String(error) }))
  console.error(`${name}: ${((performance.now() - from) / 1000).toFixed(1)} s`)
  return { name, goal, ...measured }
}

const outcomes: object[] = []
for (const measure of measures)
  if (wanted.length === 0 || wanted.includes(measure.name)) outcomes.push(await outcomeOf(measure))
process.stdout.write(`${JSON.stringify(outcomes, null, 2)}\n`)
// What hung would keep the process; what it started ends with it.
process.exit(outcomes.some((outcome) => 'failed' in outcome) ? 1 : 0)
