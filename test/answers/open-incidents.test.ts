import { expect, test } from 'vitest'
import { incidentOf } from '../views/fixtures.ts'
import { answerTo } from './journal-questions.ts'

test('the worst comes first, with who is on it and what waits', async () => {
  const openIncidents = async () => [
    { ...incidentOf('recovered'), id: 'INC-1' },
    { ...incidentOf('proposed'), id: 'INC-2', owner: { key: 'eva', name: 'Eva' } },
    { ...incidentOf('judged'), id: 'INC-3' },
  ]

  const lines = await answerTo('open-incidents', { sources: { openIncidents } })

  expect(lines).toEqual([
    '3 open, one waits for approval.',
    '🔴 INC-3 contoso-web · Out of CPU · Cause found · since 02:55 UTC · nobody on it (reported by Anna)',
    '🟠 INC-2 contoso-web · Out of CPU · waits for approval: Scale out to 4 instances · since 02:55 UTC · Eva is on it',
    '🟢 INC-1 contoso-web · Out of CPU · Recovered · since 02:55 UTC · nobody on it (reported by Anna)',
  ])
})

test('nothing open is said so', async () => {
  expect(await answerTo('open-incidents')).toEqual(['Nothing is open, as far as you may see.'])
  expect(await answerTo('open-incidents', { language: 'nl' })).toEqual([
    'Er staat niets open, voor zover jij mag zien.',
  ])
})
