import { readdirSync, readFileSync } from 'node:fs'
import { createCardExpander } from '../../src/chat/shared/card-expander.ts'
import { messageOf } from '../../src/i18n/message.ts'
import type { Translate } from '../../src/i18n/types.ts'
import { refusalReasons } from '../../src/incident/refusal.ts'
import { answerView } from '../../src/views/answer-view.ts'
import { chartDataOf } from '../../src/views/chart/chart-data.ts'
import { drawChart } from '../../src/views/chart/draw-chart.ts'
import { helpView } from '../../src/views/help-view.ts'
import { cardsOf } from '../../src/views/index.ts'
import { noticeView } from '../../src/views/notice-view.ts'
import { refusalView } from '../../src/views/refusal-view.ts'
import { reportLinkView } from '../../src/views/report-link-view.ts'
import { stepUpView } from '../../src/views/step-up-view.ts'
import type { CardView } from '../../src/views/types.ts'
import { incidentOf, storyNames, surroundings, type Texts } from '../views/fixtures.ts'

const folder = new URL('../../cards/', import.meta.url)

export const templates: Readonly<Record<string, unknown>> = Object.fromEntries(
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => [file.replace('.json', ''), JSON.parse(readFileSync(new URL(file, folder), 'utf8'))]),
)

const expander = createCardExpander(templates)
export const expand = (view: CardView) => expander(view, { chart: '/pictures/chart.png' })

const refusalArgs = {
  identity: 'T0123/U0456',
  who: 'Ben',
  name: 'Black Friday',
  limit: 6,
  untilAt: Date.UTC(2026, 10, 30, 8),
}

const stepUpUrls: readonly [string, string | undefined][] = [
  ['step-up', 'https://appmedic.contoso.com/approve/token'],
  ['step-up.none', undefined],
]

/** Every card that anybody can see, by a name for its golden file. */
export const everyView = (say: Translate, texts: Partial<Texts> = {}): readonly { name: string; view: CardView }[] => [
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
        title: messageOf('test.text', { text: 'contoso-web' }),
        lines: [texts.evidence ?? 'CPU of the plan went from 31% to 97%', texts.report ?? 'Noted.'],
        chart: drawChart(chartDataOf(incidentOf('judged', texts)), say),
        next: messageOf('test.text', { text: 'why?' }),
      },
      say,
    ),
  },
  { name: 'help', view: helpView(say) },
  { name: 'notice', view: noticeView(messageOf('test.text', { text: texts.report ?? 'Noted.' }), say) },
  ...stepUpUrls.map(([name, url]) => ({
    name,
    view: stepUpView(incidentOf('proposed', texts).actions.at(-1), url, say),
  })),
  { name: 'report-link', view: reportLinkView(incidentOf('closed', texts), say, surroundings) },
]
