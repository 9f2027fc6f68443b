import type { Window } from '../../incident/finding.ts'
import type { Say } from '../../language/types.ts'
import { svgText } from '../untrusted.ts'
import { colors, frame, svgLabel, xOf } from './frame.ts'

/** The window's time axis: its begin, its middle and its end. */
export const axisSvg = (window: Window, say: Say): string => {
  const y = frame.height - 10
  const middle = window.from + (window.to - window.from) / 2
  const times = [
    { at: window.from, anchor: 'start' },
    { at: middle, anchor: 'middle' },
    { at: window.to, anchor: 'end' },
  ] as const
  return times
    .map(({ at, anchor }) => svgLabel(xOf(at, window), y, svgText(say.time(at)), { fill: colors.faint, anchor }))
    .join('')
}
