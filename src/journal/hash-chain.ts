import { createHash } from 'node:crypto'

/** What the first entry names as its predecessor. */
export const genesisHash = '0'.repeat(64)

export interface ChainLink {
  readonly seq: number
  readonly stream: string
  readonly version: number
  /** The event as canonical JSON. */
  readonly data: string
  readonly prevHash: string
}

/** sha256 in hex over the canonical JSON of the entry; `data` goes in as it stands, so that any change to it shows. */
export const chainHashOf = ({ seq, stream, version, data, prevHash }: ChainLink): string =>
  createHash('sha256')
    .update(`{"event":${data},"prev_hash":"${prevHash}","seq":${seq},"stream":${JSON.stringify(stream)},`)
    .update(`"version":${version}}`)
    .digest('hex')
