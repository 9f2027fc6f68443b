/** One line of a script. */
export type Step =
  | { readonly do: 'say'; readonly who: string; readonly text: string; readonly where?: string }
  | {
      readonly do: 'click'
      readonly who: string
      readonly title: string
      readonly values: Readonly<Record<string, string>>
    }
  | { readonly do: 'wait'; readonly inMs: number }
  | { readonly do: 'expect'; readonly of: string; readonly parts: readonly string[] }
  | { readonly do: 'silence' }
  | { readonly do: 'writes' | 'incidents'; readonly count: number }

export interface Line {
  readonly number: number
  readonly text: string
  readonly step: Step
}

export interface Script {
  readonly title: string
  readonly language: 'en' | 'nl'
  readonly faults: Readonly<Record<string, string>>
  readonly lines: readonly Line[]
}

const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 }

/** One estate for most scripts, so that its days before are lived through once. */
const usualFaults = 'contoso-web=cpu-saturation contoso-api=memory-leak contoso-shop=bad-deployment'

/** Throws an `Error` that names the line which it does not understand. */
export const parseScript = (source: string): Script => {
  const lines = source.split('\n').map((text, index) => ({ number: index + 1, text: text.trim() }))
  const head = (name: string): string | undefined =>
    lines
      .find(({ text }) => text.startsWith(`${name} =`))
      ?.text.slice(name.length + 2)
      .trim()
  return {
    title: head('title') ?? '',
    language: head('language') === 'nl' ? 'nl' : 'en',
    faults: Object.fromEntries(
      (head('faults') ?? usualFaults)
        .split(/[ ,]+/)
        .filter(Boolean)
        .map((put) => put.split('=') as [string, string]),
    ),
    lines: lines
      .filter(({ text }) => text !== '' && !text.startsWith('#') && !/^\w+ =/.test(text))
      .map((line) => ({ ...line, step: stepOf(line.text, line.number) })),
  }
}

const stepOf = (text: string, line: number): Step => {
  const wait = /^wait (\d+)([smh])$/.exec(text)
  if (wait) return { do: 'wait', inMs: Number(wait[1]) * (units[wait[2] ?? ''] ?? 0) }
  const count = /^(writes|incidents): (\d+)$/.exec(text)
  if (count) return { do: count[1] as 'writes' | 'incidents', count: Number(count[2]) }
  if (text === 'nothing') return { do: 'silence' }
  const click = /^(\w+) clicks “([^”]+)”(?: with (.+))?$/.exec(text)
  if (click) return { do: 'click', who: click[1] ?? '', title: click[2] ?? '', values: valuesIn(click[3] ?? '') }
  const told = /^(bot|to \w+) ← (.+)$/.exec(text)
  if (told) return { do: 'expect', of: told[1] ?? '', parts: (told[2] ?? '').split(' | ') }
  const said = /^(\w+)(?: \(([^)]+)\))?: (.+)$/.exec(text)
  if (said)
    return { do: 'say', who: said[1] ?? '', text: said[3] ?? '', ...(said[2] === undefined ? {} : { where: said[2] }) }
  throw new Error(`line ${line} is no step: ${text}`)
}

const valuesIn = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    text
      .split(', ')
      .filter(Boolean)
      .map((pair) => pair.split('=') as [string, string]),
  )
