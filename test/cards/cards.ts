import { readdirSync, readFileSync } from 'node:fs'
import { createExpander } from '../../src/chat/expand.ts'
import { phrase } from '../../src/incident/phrase.ts'
import { refusalReasons } from '../../src/incident/refusal.ts'
import type { Say } from '../../src/language/types.ts'
import { answerView } from '../../src/views/answer.ts'
import { chartSvg } from '../../src/views/chart.ts'
import { helpView } from '../../src/views/help.ts'
import { cardsOf } from '../../src/views/index.ts'
import { noticeView } from '../../src/views/notice.ts'
import { refusalView } from '../../src/views/refusal.ts'
import { reportLinkView } from '../../src/views/report-link.ts'
import type { View } from '../../src/views/types.ts'
import { incidentOf, storyNames, surroundings, type Texts } from '../views/fixtures.ts'

const folder = new URL('../../cards/', import.meta.url)

export const templates: Readonly<Record<string, unknown>> = Object.fromEntries(
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => [file.replace('.json', ''), JSON.parse(readFileSync(new URL(file, folder), 'utf8'))]),
)

const expander = createExpander(templates)
export const expand = (view: View) => expander(view, { chart: '/pictures/chart.png' })

const refusalArgs = { who: 'Ben', name: 'Black Friday', limit: 6, untilAt: Date.UTC(2026, 10, 30, 8) }

/** Every card that anybody can see, by a name for its golden file. */
export const everyView = (say: Say, texts: Partial<Texts> = {}): readonly { name: string; view: View }[] => [
  ...storyNames.flatMap((story) =>
    cardsOf(incidentOf(story, texts), say, surroundings).map(({ card, view }) => ({
      name: `${story}.${card.replace(/:.*/, '')}`,
      view,
    })),
  ),
  ...refusalReasons.map((reason) => ({
    name: `refusal.${reason}`,
    view: refusalView(
      {
        reason,
        args: { ...refusalArgs, ...(texts.person === undefined ? {} : { who: texts.person, name: texts.person }) },
      },
      say,
    ),
  })),
  {
    name: 'answer',
    view: answerView(
      {
        title: phrase('test.text', { text: 'contoso-web' }),
        lines: [texts.evidence ?? 'CPU of the plan went from 31% to 97%', texts.report ?? 'Noted.'],
        chart: chartSvg(incidentOf('judged', texts), say),
        next: phrase('test.text', { text: 'why?' }),
      },
      say,
    ),
  },
  { name: 'help', view: helpView(say) },
  { name: 'notice', view: noticeView(phrase('test.text', { text: texts.report ?? 'Noted.' }), say) },
  { name: 'report-link', view: reportLinkView(incidentOf('closed', texts), say, surroundings) },
]
