import { describe, expect, it, test } from 'vitest'
import { collectors } from '../../src/collect/index.ts'
import { steps } from '../../src/mitigate/index.ts'
import { spokenCollectorsIn } from '../../src/runbook/spoken-collectors.ts'
import { told } from '../understand/understood.ts'

const named = (text: string) => spokenCollectorsIn(text, told(text), { collectors, steps }).map(({ id }) => id)

describe('what is named is collected alone', () => {
  it.each([
    ['get the event log', ['event-log']],
    ['haal de containerlog op', ['container-log']],
    ['collect the app settings names', ['settings']],
    ['collect the event log and the application log', ['application-log', 'event-log']],
    ['verzamel de processen en de detectors', ['processes', 'detectors']],
    ['collect a diagnostic dump', ['diagnostic-dump']],
    ['haal de omgevingsvariabelen op', ['environment']],
    ['fetch the live log', ['log-stream']],
  ])('“%s” is %j', (text, expected) => {
    expect(named(text)).toEqual(expected)
  })
})

describe('and nothing is where none is meant', () => {
  it.each([
    'collect diagnostics',
    'take a memory dump of RD0003FF12AB34',
    'maak een mini dump',
    'restart contoso-web',
    'what does the event log say?',
    'which app settings changed?',
    'how many processes are there?',
    'contoso-web is down, the event log is full of errors',
  ])('“%s”', (text) => {
    expect(named(text)).toEqual([])
  })
})

test('every collector says what it is called', () => {
  const silent = collectors.filter(({ spokenAs }) => spokenAs.trim() === '')

  expect(silent).toEqual([])
})
