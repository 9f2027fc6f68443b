import { startSimulator } from '../../simulator/index.ts'
import { answerParent } from './parent.ts'

/** The practice estate in real time, with one fault. */
const { url } = await startSimulator({ seed: 7, clock: { now: Date.now }, faults: { 'contoso-web': 'cpu-saturation' } })
answerParent(url)
