import { expect, it } from 'vitest'
import { isRight, judge, readUnseen, sets } from './unseen/read.ts'

/** No measure any more, since both sets have been read: it holds what was reached. */
it.each(sets)('the %s set stays understood', (set) => {
  const judged = readUnseen(set).map(judge)
  const wrong = judged.filter((each) => !isRight(each))
  const falseAlarms = wrong.filter(({ intent }) => intent === 'none')

  expect(wrong.length / judged.length, wrong.map(({ text }) => text).join('\n')).toBeLessThanOrEqual(0.04)
  expect(falseAlarms.length).toBeLessThanOrEqual(1)
})
