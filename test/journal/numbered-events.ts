import type { IncidentEvent } from '../../src/incident/event.ts'

export const event = (n: number, words = 'why.not'): IncidentEvent => ({
  type: 'StepImpossible',
  at: 1_700_000_000_000 + n,
  action: `action-${n}`,
  why: { key: words, args: { n } },
})

export const events = (count: number, from = 0): readonly IncidentEvent[] =>
  Array.from({ length: count }, (_, index) => event(from + index))
