import { phrase } from '../../incident/phrase.ts'
import { need } from '../needs.ts'
import { roomOf } from '../relief.ts'
import { changedBefore } from '../signs/changes.ts'
import { cpuHighEverywhere, cpuOrdinary } from '../signs/cpu.ts'
import { oneAlone } from '../signs/instances.ts'
import { memoryClimbed } from '../signs/memory.ts'
import { detectorSays } from '../signs/others-word.ts'
import { azureTroubled } from '../signs/platform.ts'
import { failing, goesWrong, slower } from '../signs/requests.ts'
import { portsAnInstance, socketsOrdinary, socketsUp, timeWaitUp } from '../signs/sockets.ts'
import { switchedOff } from '../signs/state.ts'
import { moreConnections } from '../signs/waiting.ts'
import type { Cause } from '../types.ts'
import { either, weighing } from '../weighing.ts'

/**
 * The app opens more outbound connections than Azure has ports for, and new ones fail after some twenty seconds. Needs
 * outbound sockets, or those that were just closed, far above before, with requests that go wrong; open connections
 * that pile up and CPU to spare confirm it. Sockets as before, CPU that ran out and a change right before speak against
 * it. Threshold: Microsoft's 128 ports set aside for each instance and destination; three times as many as before is
 * ours. Step: each instance brings its ports; the code that reuses connections is what ends it, as the summary says.
 */
export const snatExhaustion: Cause = {
  id: 'snat-exhaustion',
  weigh: weighing({
    needs: [need(either(socketsUp, timeWaitUp), 'evidence.lacks.sockets'), need(goesWrong, 'evidence.lacks.trouble')],
    signs: [
      [socketsUp, 0.5],
      [timeWaitUp, 0.35],
      [moreConnections, 0.15],
      [failing, 0.2],
      [slower, 0.15],
      [cpuOrdinary, 0.15],
      [detectorSays('ports'), 0.2],
    ],
    against: [
      [socketsOrdinary, 0.85],
      [cpuHighEverywhere, 0.6],
      [memoryClimbed, 0.4],
      [changedBefore, 0.25],
      [oneAlone, 0.4],
      [switchedOff, 0.9],
      [azureTroubled, 0.4],
    ],
  }),
  steps: (seen) => {
    const room = roomOf(seen)
    if (room === undefined) return []
    // Half as many again: the need is hidden behind the ceiling, and a scale out that helps shows at once.
    const workers = Math.min(room.now + Math.ceil(room.now / 2), room.maximum)
    const why = phrase('cause.snat-exhaustion.step.scale-out', { workers, ports: portsAnInstance })
    return [{ step: 'scale-out', args: { workers }, why }]
  },
}
