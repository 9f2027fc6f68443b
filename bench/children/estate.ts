import { startSimulator } from '../../simulator/index.ts'
import { answerParent, setting } from './parent.ts'

/** Live for so long before it starts: what the probes read of the last hours, and no more. */
const historyInMs = 20 * 60_000

/** The practice estate in real time with more apps like its first one, every tenth of them in trouble. */
const copies = Number(setting('COPIES'))
const inTrouble = Array.from({ length: Math.ceil(copies / 10) }, (_, at) => [
  `contoso-web-${String(10 * at + 1).padStart(4, '0')}`,
  'cpu-saturation',
])
const { url } = await startSimulator({
  seed: 7,
  clock: { now: Date.now },
  faults: Object.fromEntries(inTrouble),
  copies,
  historyInMs,
})
answerParent(url)
