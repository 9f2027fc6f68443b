import { isRight, type Judged, judge, readUnseen, sets } from '../test/understand/unseen/read.ts'

/**
 * How well what was learnt carries over to messages that nobody looked at while the rules were written:
 * `npx tsx bench/generalise.ts [--misses]`. What the sets gave when they were first run stands in
 * test/understand/unseen/README.md; a set that has been read since is no measure any more.
 */
const share = (judged: readonly Judged[]): string => {
  const right = judged.filter(isRight).length
  return `${right}/${judged.length} ${((100 * right) / Math.max(1, judged.length)).toFixed(1)}%`
}

const by = (judged: readonly Judged[], key: 'language' | 'intent'): string =>
  [...new Set(judged.map((each) => each[key]))]
    .map((value) => `${value} ${share(judged.filter((each) => each[key] === value))}`)
    .join('; ')

for (const set of sets) {
  const judged = readUnseen(set).map(judge)
  const none = judged.filter(({ intent }) => intent === 'none')
  const positive = judged.filter(({ intent }) => intent !== 'none')
  console.log(`${set}: ${share(judged)}`)
  console.log(`  false alarms on none ${none.filter(({ heard }) => heard !== 'none').length}/${none.length}`)
  console.log(`  missed as none ${positive.filter(({ heard }) => heard === 'none').length}/${positive.length}`)
  console.log(`  by language: ${by(judged, 'language')}`)
  console.log(`  by label: ${by(judged, 'intent')}`)
  if (!process.argv.includes('--misses')) continue
  for (const { language, intent, heard, text, why } of judged.filter((each) => !isRight(each)))
    console.log(`    ${language} ${intent} heard ${heard}: ${text}  [${why.join(' | ')}]`)
}
