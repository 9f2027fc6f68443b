import { quantile, rounded } from '../figures.ts'
import { hearHostile, hearPeople, usualOf } from '../speech.ts'
import type { Measure } from '../types.ts'

const mostInMs = 0.5

/** What `npx tsx bench/understand.ts` tells in full. */
export const understand: Measure = {
  name: 'understand',
  goal: `a message understood: p99 of what each usually takes ≤ ${mostInMs} ms (the floor, its words by one pattern, is only told)`,
  run: async () => {
    const { understanding, splitting, messagesPerSecondOfProcessor } = hearPeople()
    const ours = quantile(usualOf(understanding), 0.99)
    const floor = quantile(usualOf(splitting), 0.99)
    return {
      ours: rounded(ours),
      floor: rounded(floor),
      unit: 'ms (p99)',
      ratio: rounded(ours / floor),
      holds: ours <= mostInMs,
      notes: {
        messagesPerSecondOfProcessor,
        slowestOfHostileInMs: Math.max(...Object.values(hearHostile())),
      },
    }
  },
}
