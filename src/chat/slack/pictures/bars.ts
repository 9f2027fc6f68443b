const levels = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const
const columns = 30
const mostLines = 6

interface Line {
  readonly name: string
  /** Heights from the top of the picture, in its units. */
  readonly heights: readonly number[]
}

/** The lines of one of our own charts in letters, for when the picture itself cannot be shown: `▁▁▂▇█ CPU`. */
export const barsOf = (svg: string): readonly string[] =>
  linesIn(svg)
    .slice(0, mostLines)
    .map(({ name, heights }) => `${bars(heights)} ${name}`.trimEnd())

/** A line is a path; its name is the legend's word in its colour that came last. */
const linesIn = (svg: string): readonly Line[] => {
  const names = new Map<string, string>()
  const lines: Line[] = []
  for (const [, color, name, path, stroke] of svg.matchAll(parts)) {
    if (color !== undefined) names.set(color, unescaped(name ?? ''))
    const heights = [...(path ?? '').matchAll(/[ML][\d.]+ ([\d.]+)/g)].map(([, y]) => Number(y))
    if (heights.length > 1) lines.push({ name: names.get(stroke ?? '') ?? '', heights })
  }
  return lines
}

const parts = /<tspan fill="([^"]*)"[^>]*>([^<]*)<|<path d="([^"]*)"[^>]*? stroke="([^"]*)"/g

const unescaped = (text: string): string =>
  text.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))

const bars = (heights: readonly number[]): string => {
  const lowest = Math.max(...heights)
  const span = lowest - Math.min(...heights)
  const count = Math.min(columns, heights.length)
  return Array.from({ length: count }, (_, column) => {
    const from = Math.floor((column * heights.length) / count)
    const some = heights.slice(from, Math.max(from + 1, Math.floor(((column + 1) * heights.length) / count)))
    const share = span === 0 ? 0 : (lowest - Math.min(...some)) / span
    return levels[Math.min(levels.length - 1, Math.floor(share * levels.length))] ?? levels[0]
  }).join('')
}
