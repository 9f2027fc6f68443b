import { expect, it } from 'vitest'
import { causes } from '../../src/diagnose/causes/index.ts'
import { similarCausesOf } from '../../src/diagnose/similar-causes.ts'
import { loadTranslators } from '../../src/i18n/load-translators.ts'
import { messageOf } from '../../src/i18n/message.ts'
import type { Verdict } from '../../src/incident/verdict.ts'
import { otherCauses } from '../../src/views/parts/considered-causes.ts'

const say = loadTranslators('UTC')('en')

it.each(causes)('$id is like other causes that there are', ({ id, resembles }) => {
  const others = causes.map((cause) => cause.id).filter((other) => other !== id)

  expect(resembles).not.toEqual([])
  expect(others).toEqual(expect.arrayContaining([...resembles]))
  expect(similarCausesOf(id)).toEqual(resembles)
})

it.each(causes)('the card of $id first says why it is not those that it is like', ({ id, resembles }) => {
  const ruledOut = causes
    .filter((cause) => cause.id !== id)
    .map((cause) => ({ cause: cause.id, missing: [], against: [] }))
  const named = { cause: id, confidence: 0.9, evidence: [], against: [], steps: [] }
  const verdict: Verdict = { at: 0, outcome: 'cause', causes: [named], ruledOut, unseen: [] }

  const [group] = otherCauses(verdict, say, { similarCauses: similarCausesOf })

  const first = group?.lines.slice(0, resembles.length).map(({ text }) => text)
  const titles = resembles.map((cause) => say(messageOf(`cause.${cause}.title`)))
  expect(first).toEqual(titles.map((title) => expect.stringContaining(title)))
})
