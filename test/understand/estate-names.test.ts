import { describe, expect, it } from 'vitest'
import { understandMessage } from '../../src/understand/understand-message.ts'

const names = ['amcat', 'fabrikamportal', 'shop', 'status']
const isApp = (word: string): boolean => names.includes(word.toLowerCase())
const heard = (text: string) => {
  const { intent, apps } = understandMessage(text, { addressed: false, isApp })
  return { intent, apps }
}

describe('an app whose name looks like no name', () => {
  it.each([
    ['AmCAT is down', { intent: 'report_outage', apps: ['AmCAT'] }],
    ['amcat is niet bereikbaar', { intent: 'report_outage', apps: ['amcat'] }],
    ['restart fabrikamportal', { intent: 'request_restart', apps: ['fabrikamportal'] }],
    ['is FabrikamPortal up?', { intent: 'ask_status', apps: ['FabrikamPortal'] }],
  ])('%s', (text, expected) => {
    expect(heard(text)).toEqual(expected)
  })

  it('is a name only to who knows the estate', () => {
    expect(understandMessage('restart fabrikamportal', { addressed: false }).apps).toEqual([])
  })

  it('stays the word that it is, unless nothing else is said', () => {
    expect(heard('what is the status of contoso-web?').apps).toEqual(['contoso-web'])
    expect(heard('the shop is down').apps).toEqual([])
    expect(heard('shop').apps).toEqual(['shop'])
    expect(heard('Shop!').apps).toEqual(['Shop'])
  })
})
