import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readExampleFiles } from '../../src/trained-model/example-files.ts'
import { loadModel } from '../../src/trained-model/load-model.ts'
import { explainMeaning } from '../../src/understand/understand-message.ts'
import { told, understood } from './understood.ts'

const overheard = (text: string) => understood(text)

describe('what is meant', () => {
  it.each([
    ['contoso-web is returning 503', 'report_outage'],
    ['contoso-web geeft een 503', 'report_outage'],
    ['die Seite ist nicht erreichbar', 'report_outage'],
    ['the webshop is terribly slow since noon', 'report_slow'],
    ['contoso-api keeps crashing with OutOfMemoryException', 'report_crash'],
    ['is contoso-web up?', 'ask_status'],
    ['restart contoso-web please', 'request_restart'],
    ['kun je contoso-web even herstarten', 'request_restart'],
    ['schaal contoso-web uit naar 4 instanties', 'request_scale_out'],
    ['since when is it down?', 'since'],
    ['wie kijkt hiernaar?', 'who'],
    ['is it us or azure?', 'azure-or-us'],
    ['hadden we dit eerder?', 'earlier-incidents'],
    ['what does a swap cost us', 'step-effects'],
  ])('%s: %s', (text, meaning) => {
    expect(told(text)).toMatchObject({ meaning, certainty: 'sure' })
  })

  it.each([
    'our pods in kubernetes are crashing',
    'PR #503 is ready for review',
    'lunch anyone?',
    'orders are down 8 % this month',
    'the site was down yesterday, all fine now',
  ])('nothing is meant by: %s', (text) => {
    expect(overheard(text).intent).toBe('none')
  })

  it('tells the language of almost every sentence', () => {
    const some = readExampleFiles().filter((_, at) => at % 29 === 0)
    const heard = some.map(({ text, language }) => ({ language, told: overheard(text).language }))
    const wrong = heard.filter(({ language, told: as }) => as !== undefined && as !== language)

    expect(wrong.length / heard.length).toBeLessThan(0.04)
    expect(heard.filter(({ told: as }) => as === undefined).length / heard.length).toBeLessThan(0.1)
  })

  it('says why: how likely, and the words that decided', () => {
    const why = explainMeaning('restart contoso-web', { addressed: false }, loadModel())

    expect(why[0]).toMatch(/^request_restart \d+ %/)
    expect(why.join(' ')).toContain('restart')
  })
})

describe('what it is about', () => {
  it.each([
    ['contoso-web answers 502 and 503', [502, 503], ['contoso-web']],
    ['HTTP503 on https://shop.example.com/cart?id=500', [503], ['shop.example.com']],
    ['ContosoShop is 503ing', [503], ['ContosoShop']],
    ['we get 5xx on the api', [], []],
    ['502.5 on the site', [502], []],
    ['fout 500 op contoso-api.azurewebsites.net', [500], ['contoso-api.azurewebsites.net']],
    ['restart the app named orders', [], ['orders']],
    ['is server web01 down?', [], ['web01']],
    ['`contoso-web` is slow', [], ['contoso-web']],
    ['high-latency requests on auto-scaled web-apps are slow', [], []],
    ['plan contoso-plan of contoso-web is at 100% cpu', [], ['contoso-web']],
    [
      'slow: https://portal.azure.com/#@x/resource/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/contoso-rg/providers/Microsoft.Web/sites/contoso-web/appServices',
      [],
      [
        '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/contoso-rg/providers/Microsoft.Web/sites/contoso-web',
      ],
    ],
    ['<https://contoso-web.azurewebsites.net|contoso-web> is down', [], ['contoso-web.azurewebsites.net']],
    ['contoso-webが503を返しています', [503], ['contoso-web']],
  ])('%s', (text, codes, apps) => {
    expect(overheard(text)).toMatchObject({ codes, apps })
  })

  it.each([
    'PR #503 needs a review',
    'room 503 is free',
    'it listens on port 5030',
    '500 users signed up',
    'bus 502 is late',
    'we sit in kamer 503',
    'invoice 500 is paid',
    'ticket 503 is about the docs',
  ])('takes no status code from "%s"', (text) => {
    const { codes, certainty } = overheard(text)

    expect([codes, certainty === 'sure']).toEqual([[], false])
  })
})

describe('how much and how long', () => {
  it.each([
    ['scale contoso-web to 4 instances', { instances: 4 }],
    ['scale out to 5 for 2 hours', { instances: 5, durationInMs: 7_200_000 }],
    ['add two more workers for 90 min', { moreInstances: 2, durationInMs: 5_400_000 }],
    ['schaal uit naar 3 instanties, een half uur', { instances: 3, durationInMs: 1_800_000 }],
    ['zet er een instantie bij voor een uur', { moreInstances: 1, durationInMs: 3_600_000 }],
    ['füge zwei Instanzen hinzu', { moreInstances: 2 }],
    ['add an instance', { moreInstances: 1 }],
  ])('%s', (text, amounts) => {
    expect(overheard(text)).toMatchObject({ intent: 'request_scale_out', ...amounts })
  })

  it('hears a soft restart, and only then', () => {
    expect(overheard('soft restart contoso-web please')).toMatchObject({ intent: 'request_restart', soft: true })
    expect(overheard('doe maar een zachte herstart')).toMatchObject({ intent: 'request_restart', soft: true })
    expect(overheard('restart contoso-web please')).not.toHaveProperty('soft')
  })

  it('takes no duration from a period or a threshold', () => {
    expect(overheard('add an instance, requests take longer than 60 s')).not.toHaveProperty('durationInMs')
    expect(overheard('scale out to 4, it was slow the last 2 hours')).not.toHaveProperty('durationInMs')
  })
})

describe('a conversation with the bot', () => {
  it.each([
    ['approve INC-7', 'approve', 'INC-7'],
    ['approved', 'approve', undefined],
    ['approve the restart', 'approve', undefined],
    ['Approved, thanks', 'approve', undefined],
    ['akkoord!', 'approve', undefined],
    ['承認します', 'approve', undefined],
    ['INC-12 akkoord', 'approve', 'INC-12'],
    ['keur inc-3 goed', 'approve', 'INC-3'],
    ['ik keur INC-9 goed', 'approve', 'INC-9'],
    ['ik keur INC-9 niet goed', 'reject', 'INC-9'],
    ['reject INC-7', 'reject', 'INC-7'],
    ['wijs af', 'reject', undefined],
    ["don't approve", 'reject', undefined],
    ['niet akkoord', 'reject', undefined],
    ['keur niet goed', 'reject', undefined],
    ['close INC-7', 'close', 'INC-7'],
    ['sluit het incident', 'close', undefined],
  ])('"%s" is %s', (text, intent, incident) => {
    const heard = told(text)
    expect([heard.intent, heard.certainty, heard.incident]).toEqual([intent, 'sure', incident])
  })

  it.each([
    'should I approve INC-7?',
    'I would approve it if the dump were there',
    'who can approve this?',
    'not approved yet',
    'approve after the dump',
    'approve in 10 minutes',
    'approve niet',
    'approve later',
    'ich genehmige nicht',
    '承認しない',
    'akkoord maar nu nog niet',
    'approved by whom',
    'yes',
    'ja',
    'we are close to a fix for the whole thing I think',
  ])('"%s" approves and closes nothing', (text) => {
    const { intent, certainty } = told(text)

    expect(certainty === 'sure' && ['approve', 'close'].includes(intent)).toBe(false)
  })
})

describe('what does not matter', () => {
  it('somebody else quoted above it', () => {
    expect(overheard('> the site is down\nok thanks, will look at the docs').intent).toBe('none')
    expect(overheard('> hello\ncontoso-web is down').intent).toBe('report_outage')
  })
})

describe('any text at all', () => {
  it('is answered, the same each time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.boolean(), (text, addressed) => {
        expect(understood(text, { addressed })).toEqual(understood(text, { addressed }))
      }),
      { numRuns: 150, seed: 7 },
    )
  })

  it.each([
    ['100 KB of one letter', 'a'.repeat(100_000)],
    ['100 KB of hyphens in a name', 'a-'.repeat(50_000)],
    ['100 KB of dots', 'a.'.repeat(50_000)],
    ['100 KB of opening brackets', '<'.repeat(50_000) + '['.repeat(50_000)],
    ['100 KB of capitals in turn', 'aB'.repeat(50_000)],
    ['10,000 emoji', '🔥'.repeat(10_000)],
    ['ligatures that grow', '\ufdfa'.repeat(50_000)],
    ['combining marks', `e${'\u0301'.repeat(99_999)}`],
    ['right to left and zero width', '\u202e\u200b\u0627\u0644'.repeat(25_000)],
    ['words that begin phrases', 'how is the what is going to be down '.repeat(3_000)],
    ['kanji', '再起動'.repeat(33_000)],
    ['kana without an end', 'あ'.repeat(100_000)],
  ])('costs no more than reading its beginning: %s', (_, hostile) => {
    const heard = overheard(hostile)
    expect(heard).toEqual(overheard(hostile.slice(0, 3000)))
  })

  it('is read from its beginning', () => {
    expect(overheard(`contoso-web is down\n${'x '.repeat(50_000)}`).intent).toBe('report_outage')
  })
})
