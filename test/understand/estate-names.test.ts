import { describe, expect, it } from 'vitest'
import { understood } from './understood.ts'

/** What companies call their apps. */
const nouns = (
  'webshop shop store portal intranet extranet website site api backend frontend payments payment checkout orders order ' +
  'cart basket catalog catalogue inventory stock warehouse shipping delivery tracking returns invoices billing ledger ' +
  'accounts customers customer-portal crm erp hr payroll timesheets planning booking bookings reservations tickets ' +
  'support helpdesk search auth identity login sso profile users notifications mailer reports reporting dashboard ' +
  'analytics cms blog docs wiki forum media images uploads gateway orchestrator scheduler workflow pricing quotes ' +
  'contracts claims policies loans cards wallet pos kassa status'
).split(' ')

const withEstate = (text: string, addressed: boolean, ...names: readonly string[]) =>
  understood(text, { addressed, isApp: (word) => names.includes(word.toLowerCase()) })

const said: readonly (readonly [string, (noun: string) => string, string])[] = [
  ['a report', (noun) => `${noun} is down`, 'report_outage'],
  ['a Dutch report', (noun) => `de ${noun} ligt eruit`, 'report_outage'],
  ['a restart', (noun) => `restart ${noun}`, 'request_restart'],
  ['a Dutch restart', (noun) => `kun je ${noun} herstarten`, 'request_restart'],
  ['a question', (noun) => `is ${noun} up?`, 'ask_status'],
]

describe(`${nouns.length} nouns that apps are called by`, () => {
  it.each(said)('are heard in %s where the estate has them', (_, sentence, meaning) => {
    const heard = nouns.map((noun) => ({ noun, ...withEstate(sentence(noun), true, noun) }))
    const missed = heard.filter(({ noun, apps, meaning: as }) => !apps.includes(noun) || as !== meaning)

    expect(missed.map(({ noun, meaning: as }) => `${noun}: ${as}`).length / nouns.length).toBeLessThanOrEqual(0.02)
  })

  it('are no names where the estate has none such', () => {
    const heard = nouns.filter((noun) => !noun.includes('-')).map((noun) => withEstate(`restart ${noun}`, true))

    expect(heard.flatMap(({ apps }) => apps)).toEqual([])
  })

  it.each([
    'orders are down 8 % this month',
    'payments for March are late again',
    'the reports for the board are slow to come in',
    'support is down to two people this week',
  ])('are common nouns among people: %s', (text) => {
    const { intent, certainty } = withEstate(text, false, ...nouns)

    expect(intent !== 'none' && certainty === 'sure').toBe(false)
  })
})

describe('an app that is called like a command', () => {
  it.each([
    ['status', 'open-incidents', [], 'status'],
    ['help', 'help', [], 'help'],
    ['restart status', 'request_restart', ['status'], undefined],
    ['status of orders', 'ask_status', ['orders'], undefined],
    ['help is down', 'report_outage', ['help'], undefined],
    ['restart restart', 'request_restart', ['restart'], undefined],
  ] as const)('%s', (text, meaning, apps, notMeant) => {
    const heard = withEstate(text, true, 'status', 'help', 'restart', 'orders')

    expect([heard.meaning, heard.apps, heard.notMeant]).toEqual([meaning, [...apps], notMeant])
  })
})

describe('a name as people write it', () => {
  it.each([
    ['AmCAT is down', 'amcat', ['AmCAT']],
    ['restart fabrikamportal', 'fabrikamportal', ['fabrikamportal']],
    ['the customer portal is down', 'customer-portal', ['customer-portal']],
    ['customer portal: 503', 'customerportal', ['customerportal']],
  ])('%s', (text, name, apps) => {
    expect(withEstate(text, true, name).apps).toEqual(apps)
  })
})
