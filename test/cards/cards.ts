import { readdirSync, readFileSync } from 'node:fs'
import { createCardExpander } from '../../src/chat/shared/card-expander.ts'
import { messageOf } from '../../src/i18n/message.ts'
import type { Translate } from '../../src/i18n/types.ts'
import { refusalReasons } from '../../src/incident/refusal.ts'
import type { StepFacts } from '../../src/incident/step-facts.ts'
import { answerView } from '../../src/views/answer-view.ts'
import { chartDataOf } from '../../src/views/chart/chart-data.ts'
import { drawChart } from '../../src/views/chart/draw-chart.ts'
import { choiceView } from '../../src/views/choice-view.ts'
import { answeredCloseQuestionView, closeQuestionView } from '../../src/views/close-question-view.ts'
import { fileLinksView } from '../../src/views/file-links-view.ts'
import { helpView } from '../../src/views/help-view.ts'
import { cardsOf } from '../../src/views/index.ts'
import { moreStepsView } from '../../src/views/more-steps-view.ts'
import { noticeView } from '../../src/views/notice-view.ts'
import { refusalView } from '../../src/views/refusal-view.ts'
import { reportLinkView } from '../../src/views/report-link-view.ts'
import { reportView } from '../../src/views/report-view.ts'
import { stepFormView } from '../../src/views/step-form-view.ts'
import { stepUpView } from '../../src/views/step-up-view.ts'
import { supportRequestView } from '../../src/views/support-request.ts'
import type { CardView } from '../../src/views/types.ts'
import { eventsOf, incidentOf, storyNames, surroundings, type Texts } from '../views/fixtures.ts'

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

const stepFacts = (id: string, inputs: StepFacts['inputs']): StepFacts => ({ id, kind: 'change', inputs })

/** Every card that anybody can see, by a name for its golden file. */
export const everyView = (say: Translate, texts: Partial<Texts> = {}): readonly { name: string; view: CardView }[] => [
  ...storyNames.flatMap((story) =>
    cardsOf(incidentOf(story, texts), say, surroundings).map(({ card, view }, at, cards) => {
      // Messages are of several kinds: `post:lease-held:…` is `post-lease-held`.
      const kind = card.replace(/^post:([^:]+):.*/, 'post-$1').replace(/:.*/, '')
      // A second step of the same story.
      const isAgain = cards.slice(0, at).some((earlier) => earlier.card.startsWith(`${kind}:`))
      return { name: `${story}.${kind}${isAgain ? '-2' : ''}`, view }
    }),
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
        links: [{ title: texts.evidence ?? 'Azure portal', url: 'https://portal.azure.com/#home' }],
        next: messageOf('test.text', { text: 'why?' }),
        asOf: Date.UTC(2026, 10, 30, 8),
      },
      say,
    ),
  },
  {
    name: 'choice',
    view: choiceView(
      {
        words: [messageOf('test.text', { text: 'Which incident do you mean?' })],
        choices: [
          { title: `INC-7 (${texts.app ?? 'contoso-web'})`, token: '9f2c41d07b/0' },
          { title: 'INC-8 (contoso-api)', token: '9f2c41d07b/1' },
        ],
      },
      say,
    ),
  },
  { name: 'close-question', view: closeQuestionView(incidentOf('proposed', texts), say) },
  { name: 'close-question.answered', view: answeredCloseQuestionView(incidentOf('closed', texts), say) },
  {
    name: 'more-steps',
    view: moreStepsView(
      incidentOf('judged', texts),
      [
        { id: 'restart-instance' },
        { id: 'scale-out' },
        { id: 'start', whyNot: messageOf('step.impossible.no-slots', { app: texts.app ?? 'contoso-web' }) },
      ],
      say,
    ),
  },
  {
    name: 'step-form',
    view: stepFormView(
      {
        step: stepFacts('restart-instance', { instance: 'instance' }),
        token: 'INC-7/restart-instance',
        questions: [{ input: 'instance', isRequired: true, choices: [{ value: texts.instance ?? 'RD0003FF12AB34' }] }],
      },
      say,
    ),
  },
  {
    name: 'step-form.lease',
    view: stepFormView(
      {
        step: { ...stepFacts('scale-out', { workers: 'instance-count' }), offersLease: true },
        token: 'INC-7/scale-out',
        questions: [{ input: 'workers', isRequired: true, choices: [{ value: '4' }, { value: '5' }] }],
      },
      say,
    ),
  },
  {
    name: 'step-form.written',
    view: stepFormView(
      {
        step: stepFacts('auto-heal', { trigger: 'text', count: 'number' }),
        token: 'INC-7/auto-heal',
        questions: [
          {
            input: 'trigger',
            isRequired: true,
            choices: [{ value: 'requests', title: messageOf('step.trigger.requests') }],
          },
          { input: 'count', isRequired: false, usual: 10 },
        ],
        problems: [{ is: 'no-number', input: 'count', value: texts.report ?? 'many' }],
      },
      say,
    ),
  },
  {
    name: 'step-form.path',
    view: stepFormView(
      {
        step: stepFacts('health-check', { path: 'text' }),
        token: 'INC-7/health-check',
        questions: [{ input: 'path', isRequired: true }],
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
  {
    name: 'notice.link',
    view: noticeView(
      messageOf('test.text', { text: 'Joined INC-7 (contoso-web).' }),
      say,
      'https://contoso.slack.com/archives/C1/p1700000000000100',
    ),
  },
  { name: 'support', view: supportRequestView(incidentOf('judged', texts), say) },
  {
    name: 'report',
    view: reportView(
      {
        incident: incidentOf('closed', texts),
        events: eventsOf('closed', texts),
        whole: {
          words: [say(messageOf('report.whole.here'))],
          links: [{ title: say(messageOf('card.button.report')), url: '/reports/INC-7' }],
        },
      },
      say,
      surroundings,
    ),
  },
  {
    name: 'file-links',
    view: fileLinksView(
      [{ title: texts.report ?? 'processes.json', url: 'https://appmedic.example/files/INC-7.x' }],
      say,
    ),
  },
  { name: 'report-link', view: reportLinkView(incidentOf('closed', texts), say, surroundings) },
]
