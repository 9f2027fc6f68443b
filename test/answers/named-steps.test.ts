import { expect, test } from 'vitest'
import { namedStepsIn } from '../../src/answers/reading/named-steps.ts'
import { steps } from '../../src/mitigate/index.ts'

const named = (text: string) => namedStepsIn(text, steps).map(({ id }) => id)

test.each([
  ['why not just restart it', ['restart']],
  ['waarom niet gewoon herstarten?', ['restart']],
  ['zou uit en weer aan zetten niet helpen', ['restart']],
  ['Würde ein Neustart helfen?', ['restart']],
  ['pourquoi ne pas redémarrer', ['restart']],
  ['wouldn’t a recycle clear it?', ['soft-restart']],
  ['what if we restart that one instance', ['restart-instance']],
  ['reboot the worker maybe?', ['reboot-worker']],
  ['wat kosten twee instances erbij', ['scale-out']],
  ['waarom schalen we niet uit', ['scale-out']],
  ['can’t we throw more machines at it', ['scale-out']],
  ['lost opschalen dit op', ['scale-up']],
  ['would a bigger plan help', ['scale-up']],
  ['kunnen we omhoog schalen', ['scale-up']],
  ['fewer instances, does that cost less?', ['scale-in']],
  ['reden om niet terug te rollen?', ['swap-back']],
  ['what does a slot swap break', ['swap-back']],
  ['bijwerkingen van auto-heal?', ['auto-heal']],
  ['does changing the health check path restart us', ['health-check', 'restart']],
  ['what if we stop the app', ['stop']],
  ['mini dump', ['mini-dump']],
  ['geheugendump of herstart?', ['memory-dump', 'restart']],
])('%s', (text, ids) => {
  expect(named(text)).toEqual(ids)
})

test('a word that fits several steps means each of them', () => {
  expect(named('why are we not scaling?')).toEqual(['scale-out', 'scale-up'])
})

test('nothing is heard where no step is meant', () => {
  expect(named('is it risky?')).toEqual([])
  expect(named('how long is a cold start')).toEqual([])
})
