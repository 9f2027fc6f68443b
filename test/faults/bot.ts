/**
 * A bot in a process of its own that ends itself, as if by kill -9, at one point of an approved step.
 * Arguments: data directory, simulator URL, fault point or `none`, report, app it is about.
 * Without a fault point it resumes and prints, as JSON, where the incident stands.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { createStage, type Stage } from '../../src/cli/drill/stage.ts'
import { practiceCredential } from '../../src/cli/practice.ts'
import { runningClock } from '../../src/clocks.ts'
import { compose } from '../../src/compose.ts'
import { fold } from '../../src/incident/evolve.ts'
import type { Incident } from '../../src/incident/incident.ts'
import { examplePolicy, readPolicy } from '../../src/policy-file/index.ts'
import { loadSays } from '../../src/resources.ts'
import { cardsOf } from '../../src/views/index.ts'

const [dataDir = '', simulatorUrl = '', faultPoint = 'none', report = ''] = process.argv.slice(2)

const { now, speed } = (await (await fetch(`${simulatorUrl}/simulator/clock`)).json()) as { now: number; speed: number }
const clock = runningClock(speed, { world: now, real: Date.now() })
let stage: Stage | undefined

/** Starting a process takes long on this clock, and it is not the expiry that is tested here. */
const example = readPolicy(examplePolicy, { practice: true })
const patient = { ...example, rules: example.rules.map((rule) => ({ ...rule, expiresInMs: 12 * 60 * 60_000 })) }

const appmedic = await compose({
  dataDir,
  clock,
  azure: { credential: practiceCredential, simulatorUrl },
  policy: () => patient,
  language: 'en',
  timeZone: 'UTC',
  practice: { speed },
  platforms: ({ expand }) => {
    stage = createStage(expand)
    return [stage]
  },
  ids: { action: () => randomBytes(12).toString('hex'), correlation: randomUUID },
  log: { info: () => undefined, error: (facts) => console.error(facts) },
  faultPoint: (point) => {
    if (point === faultPoint) process.kill(process.pid, 'SIGKILL')
  },
})

const incident = async (): Promise<Incident> => {
  const found = fold((await appmedic.journal.read('INC-1')).map((entry) => entry.event))
  if (found === undefined) throw new Error('no incident')
  return found
}

/** Looks every five seconds of the world's time, until it holds or two hours of it are over. */
const until = async (holds: (incident: Incident) => boolean): Promise<Incident> => {
  const end = clock.now() + 2 * 60 * 60_000
  for (;;) {
    await appmedic.runbook.idle()
    const found = await incident()
    if (holds(found)) return found
    if (clock.now() > end) throw new Error(`still ${found.actions.at(-1)?.status ?? 'without an action'}`)
    await new Promise<void>((resolve) => {
      clock.at(clock.now() + 5_000, resolve)
    })
  }
}

await appmedic.start()
if (faultPoint === 'none') {
  const settled = await until(
    ({ actions }) => !['approved', 'started', 'accepted', 'doubted'].includes(actions.at(-1)?.status ?? ''),
  )
  const cards = cardsOf(settled, loadSays('UTC')('en'), { practice: true, names: (key) => key })
  const action = settled.actions.at(-1)
  console.log(
    JSON.stringify({ status: action?.status, adopted: action?.adopted ?? false, says: cards.at(-1)?.view.summary }),
  )
} else {
  if (stage === undefined) throw new Error('no stage')
  await stage.says('ada', report)
  await until(({ actions }) => actions.at(-1)?.status === 'proposed')
  await stage.clicks('bram', 'approve', (await incident()).actions.at(-1)?.id ?? '')
  await until(() => false)
}
await appmedic.stop()
