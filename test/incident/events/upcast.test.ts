import { describe, expect, it } from 'vitest'
import type { IncidentEvent } from '../../../src/incident/event.ts'
import { upcast } from '../../../src/incident/events/upcast.ts'

const at = 1
const by = { platform: 'web', tenant: 'local', id: 'ada', name: 'Ada' }
const place = { platform: 'web', tenant: 'local', channel: 'C1' }
const file = { id: 'f1', fileName: 'text.md', contentType: 'text/plain', sizeInBytes: 3, sha256: 'ab' }

describe('events as version 0.1 wrote them', () => {
  it.each([
    ['quiet', 'ChannelMuted'],
    ['speak', 'ChannelUnmuted'],
  ])('the answer “%s” is %s', (how, type) => {
    expect(upcast({ type: 'Answered', at, how, by, place })).toEqual({ type, at, by, place })
  })

  it('a text for support that was asked for as evidence is asked for as what it is', () => {
    const stored = { type: 'CollectionStarted', at, collectors: ['support'], by } as const

    expect(upcast(stored)).toEqual({ type: 'SupportTextRequested', at, by })
  })

  it('a text for support that was kept as evidence is a file that no collector took', () => {
    const stored = { type: 'EvidenceCollected', at, evidence: { ...file, collector: 'support' } } as const

    expect(upcast(stored)).toEqual({ type: 'SupportTextWritten', at, file })
  })
})

it.each<IncidentEvent>([
  { type: 'Answered', at, how: 'help', by, place },
  { type: 'CollectionStarted', at, collectors: ['processes'], by },
  { type: 'EvidenceCollected', at, evidence: { ...file, collector: 'processes' } },
  { type: 'ChannelMuted', at, by, place },
  { type: 'LeaseReminded', at, action: 'INC-1.a' },
])('what is written as today stays as it is: $type', (event) => {
  expect(upcast(event)).toBe(event)
})
