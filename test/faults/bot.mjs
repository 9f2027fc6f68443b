/**
 * The built bot in a process of its own, so that it starts fast: it picks up what the journal asks for, lets Bram
 * approve what is proposed, plays to the end, and prints as JSON where that is. Argument: JSON of `Orders` in
 * `ground.ts`. At the fault point it is told, the nth time it passes there, it ends itself as if by kill -9.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { createStage } from '../../dist/cli/drill/stage.js'
import { practiceCredential } from '../../dist/cli/practice.js'
import { runningClock } from '../../dist/clocks.js'
import { compose } from '../../dist/compose.js'
import { fold } from '../../dist/incident/evolve.js'
import { loadSays } from '../../dist/resources.js'
import { cardsOf } from '../../dist/views/index.js'

const orders = JSON.parse(process.argv[2] ?? '{}')
const { now, speed } = await (await fetch(`${orders.url}/simulator/clock`)).json()
const clock = runningClock(speed, { world: now, real: Date.now() })
const passed = new Map()
let stage

const appmedic = await compose({
  dataDir: orders.dataDir,
  clock,
  azure: { credential: practiceCredential, simulatorUrl: orders.url },
  policy: () => orders.policy,
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
    passed.set(point, (passed.get(point) ?? 0) + 1)
    if (point !== orders.kill?.at || passed.get(point) !== orders.kill.nth) return
    writeSync(1, JSON.stringify({ passed: [...passed.keys()] }))
    process.kill(process.pid, 'SIGKILL')
  },
})

const read = async () => fold((await appmedic.journal.read('INC-1')).map((entry) => entry.event))
const wait = (inMs) => new Promise((resolve) => clock.at(clock.now() + inMs, resolve))

const underWay = ['requested', 'approved', 'started', 'accepted', 'doubted', 'verifying']
const isOver = ({ actions }) =>
  actions.length > 0 &&
  !actions.some(({ status }) => underWay.includes(status)) &&
  actions.every(({ id, lease }) => lease === undefined || lease.ended || actions.some(({ by }) => by.of === id))

await appmedic.start()
for (;;) {
  await appmedic.runbook.idle()
  const incident = await read()
  const proposed = incident.actions.find(({ status }) => status === 'proposed')
  if (proposed !== undefined) await stage.clicks('bram', 'approve', proposed.id)
  else if (isOver(incident)) break
  await wait(10_000)
}
await appmedic.runbook.idle()
const incident = await read()
const cards = cardsOf(incident, loadSays('UTC')('en'), { practice: true, names: (key) => key })
console.log(
  JSON.stringify({
    actions: incident.actions,
    evidence: incident.evidence,
    passed: [...passed.keys()],
    cards: cards.map(({ card, view }) => ({ card, says: view.summary, whole: JSON.stringify(view.data) })),
  }),
)
await appmedic.stop()
