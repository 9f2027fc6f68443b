import { expect, test } from 'vitest'
import { statusAnswer } from '../../src/answers/ask_status.ts'
import type { AnswerSources } from '../../src/answers/types.ts'
import type { Language } from '../../src/i18n/types.ts'
import type { Incident } from '../../src/incident/incident.ts'
import { minute, person, plainApp, reportedAt } from '../views/basics.ts'
import { sayIn } from '../views/card-translator.ts'
import { incidentOf } from '../views/fixtures.ts'

interface Asked {
  readonly incident?: Incident
  readonly look?: Incident
  readonly now?: number
  readonly language?: Language
  readonly text?: string
}

const answerTo = async ({ incident, look, now = reportedAt + minute, language = 'en', text = 'is it up?' }: Asked) => {
  if (statusAnswer.about !== 'app') throw new Error('it is about an app')
  const begun: string[] = []
  const sources = {
    look: async () => {
      if (look === undefined) throw new Error('nobody was to look')
      return look
    },
    lookAgain: async ({ id }: Incident) => begun.push(id) > 0,
  } as unknown as AnswerSources
  const question = { app: plainApp('contoso-web'), incident, parsed: {} as never, text }
  const draft = await statusAnswer.answer({ ...question, asker: person('Ada'), now }, sources)
  const { lines, next, asOf } = draft(sayIn(language))
  return { lines, next: next === undefined ? undefined : sayIn(language)(next), asOf, begun }
}

test('an open incident is told from what was seen, with its figures and since when', async () => {
  const { lines, begun, next } = await answerTo({ incident: incidentOf('judged') })

  expect(lines[0]).toMatch(/^Still failing, since \d\d:\d\d UTC \(\d+ min\)\. Out of CPU/)
  expect(lines[1]).toMatch(/Errors \(5xx\) a minute: .* · CPU of the plan: \d+%/)
  expect([begun, next]).toEqual([[], undefined])
})

test('where the last look is older than two minutes a new one begins, and is announced', async () => {
  const { lines, begun } = await answerTo({
    incident: incidentOf('judged'),
    now: reportedAt + 9 * minute,
    language: 'nl',
  })

  expect(begun).toEqual([incidentOf('judged').id])
  expect(lines.at(-1)).toContain('dus ik kijk nu opnieuw')
})

test('a step that waits is named', async () => {
  const { lines } = await answerTo({ incident: incidentOf('proposed') })

  expect(lines.some((line) => line.endsWith('Waits for approval'))).toBe(true)
})

test('without an incident it looks, opens none, and says how to report', async () => {
  const { lines, next, asOf, begun } = await answerTo({ look: incidentOf('judged') })

  expect(lines[0]).toMatch(/^Failing since /)
  expect(next).toBe('No incident is open for it. Say “contoso-web is down” and I open one.')
  expect([asOf, begun]).toEqual([reportedAt + minute, []])
})

test('of a closed incident it is told how it is now, and how that ended', async () => {
  const closed = incidentOf('closed')
  const { lines } = await answerTo({ incident: closed, look: incidentOf('judged') })

  expect(lines.at(-1)).toContain(closed.id)
  expect(lines[0]).toMatch(/^Failing since /)
})

test('whether it gets worse, and whether it is wholly down, comes first where that is asked', async () => {
  const incident = incidentOf('judged')

  const course = await answerTo({ incident, text: 'wordt het erger of trekt het bij?', language: 'nl' })
  const depth = await answerTo({ incident, text: 'is it completely down or only slow' })

  expect(course.lines[0]).toMatch(/^Het (?:blijft even erg|wordt erger|trekt bij): .* in de laatste tien minuten[.]$/)
  expect(depth.lines[0]).toMatch(/^Not wholly down: since it began \d+% of the requests failed, \d+% succeeded[.]$/)
})
