/**
 * The built bot in a process of its own, so that it starts fast: it picks up what the journal asks for, lets Bram
 * approve what is proposed, plays to the end, and prints as JSON where that is. Argument: JSON of `Orders` in
 * `ground.ts`. At the fault point it is told, the nth time it passes there, it ends itself as if by kill -9.
 */
import { writeSync } from 'node:fs'
import { loadTranslators } from '../../dist/src/i18n/load-translators.js'
import { foldEvents } from '../../dist/src/incident/evolve.js'
import { steps } from '../../dist/src/mitigate/index.js'
import { cardsOf } from '../../dist/src/views/index.js'
import { composeBuilt } from './built.mjs'

const orders = JSON.parse(process.argv[2] ?? '{}')
const passed = new Map()
const faultPoint = (point) => {
  passed.set(point, (passed.get(point) ?? 0) + 1)
  if (point !== orders.kill?.at || passed.get(point) !== orders.kill.nth) return
  writeSync(1, JSON.stringify({ passed: [...passed.keys()] }))
  process.kill(process.pid, 'SIGKILL')
}
const { appmedic, clock, stage } = await composeBuilt({ ...orders, faultPoint })

const read = async () => foldEvents((await appmedic.journal.read('INC-1')).map((entry) => entry.event))
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
const cards = cardsOf(incident, loadTranslators('UTC')('en'), { practice: true, steps, names: (key) => key })
console.log(
  JSON.stringify({
    actions: incident.actions,
    evidence: incident.evidence,
    passed: [...passed.keys()],
    cards: cards.map(({ card, view }) => ({ card, says: view.summary, whole: JSON.stringify(view.data) })),
  }),
)
await appmedic.stop()
