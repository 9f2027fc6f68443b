import { createHash } from 'node:crypto'

/** What the first entry names as its predecessor. */
export const genesis = '0'.repeat(64)

/** JSON with its keys sorted and nothing to spare: the same value is always the same text. */
export const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const fields = value as Readonly<Record<string, unknown>>
  const kept = Object.keys(fields).filter((key) => fields[key] !== undefined)
  return `{${kept
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(fields[key])}`)
    .join(',')}}`
}

export interface Link {
  readonly seq: number
  readonly stream: string
  readonly version: number
  /** The event as canonical JSON. */
  readonly data: string
  readonly prevHash: string
}

/** sha256 in hex over the canonical JSON of the entry; `data` goes in as it stands, so that any change to it shows. */
export const hashOf = ({ seq, stream, version, data, prevHash }: Link): string =>
  createHash('sha256')
    .update(`{"event":${data},"prev_hash":"${prevHash}","seq":${seq},"stream":${JSON.stringify(stream)},`)
    .update(`"version":${version}}`)
    .digest('hex')
