import { describe, expect, it } from 'vitest'
import type { ChatMessage } from '../../src/chat/types.ts'
import { peopleNamedIn } from '../../src/runbook/named-people.ts'
import { onSlack, person, place, policy } from '../incident/story.ts'

const said = (text: string, more: Partial<ChatMessage> = {}) =>
  peopleNamedIn({ kind: 'message', id: '1', place, person: person('ada'), text, addressed: true, ...more }, policy)
const names = (text: string, more?: Partial<ChatMessage>) => said(text, more).map(({ name }) => name)

describe('who is named', () => {
  it.each([
    ['assign to Bram', ['Bram']],
    ['@bram can you take this?', ['Bram']],
    ['Chloé takes over', ['Chloé']],
    ['draag over aan chloe', ['Chloé']],
    ['Ada hands it to Dirk', ['Dirk']],
    ['bram or dirk should do it', ['Bram', 'Dirk']],
    ['somebody else, please', []],
    ['bramble', []],
  ])('in “%s”', (text, expected) => {
    expect(names(text)).toEqual(expected)
  })

  it('is whoever speaks, where they say so', () => {
    expect(said('assign it to me')).toEqual([person('ada')])
    expect(said('wijs INC-1 toe aan mij')).toEqual([person('ada')])
  })

  it('is first of all whom the platform says is mentioned, by the name that the policy has for them', () => {
    const bram = { ...onSlack('U-BRAM'), name: 'the boss' }
    const stranger = onSlack('U-EVA')

    expect(said('give it to @U-BRAM, not to Dirk', { mentions: [bram] })).toEqual([{ ...bram, name: 'Bram' }])
    expect(said('give it to @U-EVA', { mentions: [stranger] })).toEqual([stranger])
  })

  it('is an account of the platform where the policy knows one, else the policy’s own name', () => {
    const inSlack = { place: { platform: 'slack', tenant: 'T1', channel: 'C1' } }

    expect(said('assign to Bram', inSlack)).toEqual([{ ...onSlack('U-BRAM'), name: 'Bram' }])
    expect(said('assign to Chloé', inSlack)).toEqual([{ key: 'chloe', name: 'Chloé' }])
  })

  it('is nobody without a policy', () => {
    const message = {
      kind: 'message',
      id: '1',
      place,
      person: person('ada'),
      text: 'to Bram',
      addressed: true,
    } as const

    expect(peopleNamedIn(message, undefined)).toEqual([])
  })
})
