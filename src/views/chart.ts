import type { Window } from '../incident/finding.ts'
import type { Incident } from '../incident/incident.ts'
import { phrase } from '../incident/phrase.ts'
import type { Say } from '../language/types.ts'
import { axisSvg } from './chart/axis.ts'
import { frame } from './chart/frame.ts'
import { marksSvg, troubleSvg } from './chart/marks.ts'
import { panelSvg } from './chart/panel.ts'
import { panelsOf } from './chart/panels.ts'
import { figures } from './parts/figures.ts'

export interface Chart {
  readonly svg: string
  /** What the picture shows, for those who cannot see it. */
  readonly alt: string
}

/** The incident's window as a picture: what went wrong above, what the machines did below, every change marked. */
export const chartSvg = (incident: Incident, say: Say): Chart | undefined => {
  const window = incident.observation?.window
  const panels = panelsOf(incident, say)
  if (window === undefined || window.to <= window.from || panels.length === 0) return undefined
  const { width, height, top, bottom, gap } = frame
  const each = (height - top - bottom - gap * (panels.length - 1)) / panels.length
  const parts = [
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    troubleSvg(incident, window),
    marksSvg(incident, window, say),
    ...panels.map((panel, index) => panelSvg(panel, { top: top + index * (each + gap), height: each }, window, say)),
    axisSvg(window, say),
  ]
  const open = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`
  return { svg: `${open} font-family="Inter">${parts.join('')}</svg>`, alt: altText(incident, window, say) }
}

const altText = (incident: Incident, { from, to }: Window, say: Say): string => {
  const facts = figures(incident, say).map(({ title, value }) => `${title} ${value}`)
  return say(phrase('card.chart.alt', { fromAt: from, toAt: to, facts: facts.join('; ') }))
}
