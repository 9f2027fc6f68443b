import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import { htmlElement } from '../pages/html-page.ts'
import { markupText } from '../untrusted-text.ts'
import { followUpRows } from './front-markdown.ts'
import type { FrontPage } from './front-page.ts'
import { phaseChartSvg } from './phase-chart.ts'
import { reportStyle } from './report-style.ts'

const longest = 320

/** What the first page does not know: the annex, which was Markdown, and what stands under all of it. */
export interface ReportParts {
  /** HTML in which nothing that anybody wrote is markup. */
  readonly annex: string
  readonly note: string
}

/** The whole report as one file that loads nothing: to be kept, sent and printed. */
export const reportHtml = (page: FrontPage, { annex, note }: ReportParts, say: Translate): string =>
  [
    `<!doctype html><html lang="${say.language}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">',
    `<title>${markupText(page.title, 120)} · Appmedic</title><style>${reportStyle}</style></head><body>`,
    `<main>${frontHtml(page, say)}<section class="annex">`,
    htmlElement('h1', words(say, 'annex')),
    annex,
    `</section></main><footer>${markupText(note, 240)}</footer></body></html>\n`,
  ].join('\n')

const words = (say: Translate, key: string): string => say(messageOf(`report.${key}`))

const frontHtml = (page: FrontPage, say: Translate): string =>
  [
    '<section class="front">',
    htmlElement('h1', page.title),
    `<p class="status">${markupText(page.status)}</p>`,
    ...page.sentences.map((text) => `<p class="what">${markupText(text, longest)}</p>`),
    `<dl class="facts">${page.facts.map(factHtml).join('')}</dl>`,
    htmlElement('h2', words(say, 'moments')),
    chartHtml(page, say),
    phasesHtml(page, say),
    htmlElement('h2', words(say, 'follow-ups')),
    ...page.lasting.map((text) => htmlElement('p', text)),
    followUpsHtml(say),
    '</section>',
  ].join('\n')

const factHtml = ({ title, lines }: FrontPage['facts'][number]): string =>
  `${htmlElement('dt', title)}<dd>${lines.map((line) => htmlElement('p', line, longest)).join('')}</dd>`

const chartHtml = (page: FrontPage, say: Translate): string => {
  const svg = phaseChartSvg(page, say)
  if (svg === undefined) return `<p class="legend">${markupText(words(say, 'chart.none'), 160)}</p>`
  const entry = (key: string) => `<i class="${key}"></i>${markupText(words(say, `chart.${key}`))}`
  const isWhole = page.minutes.every(({ at, requests }) => requests !== undefined || isAfter(at, page.story))
  const gaps = isWhole ? '' : ` · ${markupText(words(say, 'chart.unread'), 160)}`
  return `${svg}<p class="legend">${entry('requests')} ${entry('failed')}${gaps}</p>`
}

/** Nobody misses figures of the time when it was over. */
const isAfter = (at: number, { end }: FrontPage['story']): boolean => end !== undefined && at >= end

const phasesHtml = ({ phases, story }: FrontPage, say: Translate): string => {
  const rows = phases.map(({ title, when, took }, index) => {
    const number = index < story.moments.length ? String(index + 1) : ''
    return `<tr>${[number, title, when, took].map((cell) => htmlElement('td', cell, 120)).join('')}</tr>`
  })
  return tableHtml(
    'phases',
    ['', ...['moment.column', 'moment.when', 'moment.took'].map((key) => words(say, key))],
    rows,
  )
}

const followUpsHtml = (say: Translate): string =>
  tableHtml(
    'follow-ups',
    ['follow-ups.action', 'follow-ups.owner', 'follow-ups.due'].map((key) => words(say, key)),
    Array.from({ length: followUpRows }, () => '<tr><td></td><td></td><td></td></tr>'),
  )

const tableHtml = (className: string, head: readonly string[], rows: readonly string[]): string =>
  `<table class="${className}"><thead><tr>${head.map((cell) => htmlElement('th', cell)).join('')}</tr></thead>` +
  `<tbody>${rows.join('')}</tbody></table>`
