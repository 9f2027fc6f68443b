import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Action, Incident } from '../../incident/incident.ts'
import { approvalCount, requestedByText } from '../parts/approval-section.ts'
import { practiceNote } from '../parts/incident-header.ts'
import { adviceSection } from '../parts/step-advice.ts'
import { stepHeader } from '../parts/step-header.ts'
import { emptyWhatIf, whatIfSections } from '../parts/what-if-sections.ts'
import type { RenderContext } from '../render-context.ts'
import { markupText } from '../untrusted-text.ts'
import { htmlElement, htmlNote, htmlPage } from './html-page.ts'

export interface ApprovalPage {
  readonly incident: Incident
  readonly action: Action
  /** As the identity provider names them. Untrusted. */
  readonly signedInAs: string
  /** Where the button sends what else it sends. */
  readonly target: string
  readonly fields: Readonly<Record<string, string>>
}

/** The what-if once more, with the one button that approves it. */
export const approvalPage = (page: ApprovalPage, say: Translate, renderContext: RenderContext): string => {
  const { incident, action, signedInAs } = page
  const { name, about } = stepHeader(incident, action, say)
  const practice = practiceNote(renderContext, say).map(({ text }) => text)
  const plan = action.plan === undefined ? emptyWhatIf : whatIfSections(action.plan, say)
  return htmlPage(
    name,
    [
      htmlElement('p', say(messageOf('page.approve.title'))),
      htmlElement('h1', name),
      htmlElement('p', [about, ...practice].join('')),
      htmlNote(say(messageOf('page.approve.signed-in', { who: signedInAs }))),
      ...plan.warnings.map(({ text }) => htmlNote(text, 'warning')),
      ...plan.changes.map(({ title, lines }) => sectionOf(title, lines)),
      '<dl>',
      ...plan.rows.map(({ label, text }) => htmlElement('dt', label) + htmlElement('dd', text, 900)),
      htmlElement('dt', say(messageOf('page.approve.hash'))),
      `<dd>${htmlElement('code', action.hash ?? '')}</dd></dl>`,
      ...plan.success.map(({ title, lines }) => sectionOf(title, lines)),
      ...adviceSection(action, say).map(({ title, text, color }) =>
        htmlNote(`${title} ${text}`, color === 'attention' ? 'warning' : 'note'),
      ),
      htmlElement('p', `${requestedByText(action, say)} · ${say(approvalCount(action))}`),
      formOf(page, say(messageOf('card.button.approve'))),
    ],
    say,
  )
}

const sectionOf = (title: string, lines: readonly { readonly mark: string; readonly text: string }[]): string =>
  `${htmlElement('h2', title)}<ul>${lines.map(({ mark, text }) => htmlElement('li', `${mark}${text}`)).join('')}</ul>`

const formOf = ({ target, fields }: ApprovalPage, button: string): string =>
  [
    `<form method="post" action="${markupText(target, 200)}">`,
    ...Object.entries(fields).map(
      ([name, value]) => `<input type="hidden" name="${markupText(name)}" value="${markupText(value, 200)}">`,
    ),
    `<button>${markupText(button)}</button></form>`,
  ].join('')
