import { createHash, createHmac } from 'node:crypto'

/** What the first entry names as its predecessor. */
export const genesisHash = '0'.repeat(64)

/** What new entries are written as. */
export const currentFormat = 2 as const

interface ChainPlace {
  readonly seq: number
  readonly stream: string
  readonly version: number
  readonly prevHash: string
}

/** As versions 0.1 and 0.2 wrote it: the hash covers the event itself. */
export interface FormerChainLink extends ChainPlace {
  readonly format: 1
  /** The event as canonical JSON. */
  readonly data: string
}

/** The hash covers what says what was written, so that what was written can be erased. */
export interface CommittedChainLink extends ChainPlace {
  readonly format: 2
  readonly type: string
  readonly at: number
  /** `commitmentOf` the event. */
  readonly commitment: string
  /** `lastingFieldsOf` the event. */
  readonly lasting: string
}

export type ChainLink = FormerChainLink | CommittedChainLink

/** sha256 in hex. */
export const chainHashOf = (link: ChainLink): string =>
  link.format === 1 ? hashOfFormerLink(link) : hashOfCommittedLink(link)

/** Over the canonical JSON of the entry; `data` goes in as it stands, so that any change to it shows. */
const hashOfFormerLink = ({ seq, stream, version, data, prevHash }: FormerChainLink): string =>
  createHash('sha256')
    .update(`{"event":${data},"prev_hash":"${prevHash}","seq":${seq},"stream":${JSON.stringify(stream)},`)
    .update(`"version":${version}}`)
    .digest('hex')

const hashOfCommittedLink = (link: CommittedChainLink): string => {
  const { format, seq, stream, version, type, at, commitment, lasting, prevHash } = link
  const parts = [format, seq, stream, version, type, at, commitment, lasting, prevHash]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

/** HMAC-SHA256 in hex under a salt of its own, so that nobody finds an erased text by trying likely ones. */
export const commitmentOf = (data: string, saltInHex: string): string =>
  createHmac('sha256', Buffer.from(saltInHex, 'hex')).update(data).digest('hex')
