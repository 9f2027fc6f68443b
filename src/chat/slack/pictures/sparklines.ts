const barCharacters = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const
const maxColumns = 30
const maxSparklines = 6

interface Line {
  readonly name: string
  /** Heights from the top of the picture, in its units. */
  readonly heights: readonly number[]
}

/** The lines of one of our own charts in letters, for when the picture itself cannot be shown: `▁▁▂▇█ CPU`. */
export const sparklinesOf = (svg: string): readonly string[] =>
  linesIn(svg)
    .slice(0, maxSparklines)
    .map(({ name, heights }) => `${sparklineOf(heights)} ${name}`.trimEnd())

/** A line is a path; its name is the legend's word in its colour that came last. */
const linesIn = (svg: string): readonly Line[] => {
  const names = new Map<string, string>()
  const lines: Line[] = []
  for (const [, color, name, path, stroke] of svg.matchAll(legendOrPath)) {
    if (color !== undefined) names.set(color, unescaped(name ?? ''))
    const heights = [...(path ?? '').matchAll(/[ML][\d.]+ ([\d.]+)/g)].map(([, y]) => Number(y))
    if (heights.length > 1) lines.push({ name: names.get(stroke ?? '') ?? '', heights })
  }
  return lines
}

const legendOrPath = /<tspan fill="([^"]*)"[^>]*>([^<]*)<|<path d="([^"]*)"[^>]*? stroke="([^"]*)"/g

const unescaped = (text: string): string =>
  text.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))

const sparklineOf = (heights: readonly number[]): string => {
  const lowest = Math.max(...heights)
  const span = lowest - Math.min(...heights)
  const count = Math.min(maxColumns, heights.length)
  return Array.from({ length: count }, (_, column) => {
    const from = Math.floor((column * heights.length) / count)
    const some = heights.slice(from, Math.max(from + 1, Math.floor(((column + 1) * heights.length) / count)))
    const share = span === 0 ? 0 : (lowest - Math.min(...some)) / span
    return (
      barCharacters[Math.min(barCharacters.length - 1, Math.floor(share * barCharacters.length))] ?? barCharacters[0]
    )
  }).join('')
}
