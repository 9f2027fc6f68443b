import { describe, expect, it } from 'vitest'
import { steps } from '../../src/mitigate/index.ts'
import { isOtherStepMeant, spokenStepsIn, stepInWords } from '../../src/runbook/spoken-step.ts'
import type { ParsedMessage } from '../../src/understand/types.ts'

const worded = (text: string) => spokenStepsIn(text, steps).map(({ step, args }) => ({ step: step.id, args }))

describe('every step can be asked for by its own name', () => {
  it.each([
    ['stop the damn app before it sends more', 'stop', {}],
    ['zet die app STIL', 'stop', {}],
    ['START my shop, some idiot stopped it', 'start', {}],
    ['take two machines away', 'scale-in', { more: -2 }],
    ['haal er twee machines af', 'scale-in', { more: -2 }],
    ['scale in to 2 instances', 'scale-in', { workers: 2 }],
    ['schaal terug naar 2 instanties', 'scale-in', { workers: 2 }],
    ['scale down to 2 instances', 'scale-in', { workers: 2 }],
    ['smaller plan please', 'scale-down', {}],
    ['scale down to P0v3', 'scale-down', { sku: 'P0v3' }],
    ['terug naar een kleiner plan', 'scale-down', {}],
    ['only kick that one bad server, RD0003FF12AB34', 'restart-instance', { instance: 'RD0003FF12AB34' }],
    ['restart instance RD0003FF12AB34', 'restart-instance', { instance: 'RD0003FF12AB34' }],
    ['herstart alleen die ene zieke server', 'restart-instance', undefined],
    ['reboot the worker', 'reboot-worker', undefined],
    ['reboot worker RD0003FF12AB34', 'reboot-worker', { instance: 'RD0003FF12AB34' }],
    ['set the health check path to /healthz', 'health-check', { path: '/healthz' }],
    ['zet de health check op /api/health', 'health-check', { path: '/api/health' }],
    ['remove the health check', 'health-check', { path: '' }],
    ['change the health check', 'health-check', undefined],
    ['add an autoscale rule up to 8 instances', 'autoscale-set', { maximum: 8 }],
    ['turn on that automatic scaling so I can sleep', 'automatic-scaling', {}],
    ['turn on automatic scaling up to 6 instances', 'automatic-scaling', { maximum: 6 }],
    ['restart contoso-web. Only RD0003FF12AB34 please', 'restart-instance', { instance: 'RD0003FF12AB34' }],
    ['create a metric alert for it', 'metric-alert', {}],
    ['take a dump of it', 'memory-dump', {}],
    ['maak een mini dump van RD0003FF12AB34', 'mini-dump', { instance: 'RD0003FF12AB34' }],
  ])('“%s” is %s with %j', (text, step, args) => {
    expect(worded(text)).toEqual([{ step, args }])
  })

  it('there is none that no words lead to', () => {
    expect(steps.filter(({ askedBy }) => askedBy === undefined)).toEqual([])
  })
})

const heard = (meaning: string) =>
  ({
    meaning,
    intent: meaning === 'request_step' ? 'none' : meaning,
    certainty: 'sure',
    isQuestion: false,
  }) as ParsedMessage

describe('never wider than asked', () => {
  it.each([
    ['restart only RD0003FF12AB34', 'request_restart', true],
    ['restart just the sick instance', 'request_restart', true],
    ['herstart een instantie', 'request_restart', true],
    ['start de worker opnieuw op', 'request_restart', true],
    ['recycle that one bad server', 'request_restart', true],
    ['server errors on contoso-web, restart it', 'request_restart', false],
    ['restart all workers', 'request_restart', false],
    ['scale in to 2 instances', 'request_scale_out', true],
    ['scale down to P0v3', 'request_scale_up', true],
    ['take a dump', 'collect_diagnostics', true],
    ['restart contoso-web', 'request_restart', false],
    ['restart all instances of contoso-web', 'request_restart', false],
    ['herstart de webshop, alle instanties', 'request_restart', false],
    ['restart contoso-web, RD0003FF12AB34 is sick', 'request_restart', true],
    ['scale out to 5, autoscale did not kick in', 'request_scale_out', false],
    ['restart it, the alert went off', 'request_restart', false],
    ['scale out to 5 instances', 'request_scale_out', false],
    ['maak een autoscale-regel tot 8 instanties', 'request_scale_out', true],
    ['two more for contoso-web, alerts are red', 'request_scale_out', false],
  ])('“%s”, heard as %s, means another step: %s', (text, meaning, isOther) => {
    expect(isOtherStepMeant(text, heard(meaning), steps)).toBe(isOther)
  })

  it.each([
    ['stop', 'stop'],
    ['stop that please', 'stop'],
    ['restart it and stop asking', 'request_restart'],
  ])('“%s”, likely %s, stops no app', (text, meaning) => {
    expect(stepInWords(text, { ...heard(meaning), certainty: 'likely' }, steps)).toBeUndefined()
  })

  it.each(['restart just the sick instance', 'reboot the worker', 'stop it or start it'])(
    '“%s” proposes nothing before it is complete',
    (text) => {
      expect(stepInWords(text, heard('request_step'), steps)).toBeUndefined()
    },
  )
})
