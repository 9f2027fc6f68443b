import { type EvidenceBody, EvidenceTooLarge } from '../types.ts'

/** Where bytes come from, apart from where they go: what goes wrong here is not the journal's trouble. */
export interface Source {
  readonly bytes: AsyncIterable<Uint8Array>
  /** What it threw, once it has. */
  broken(): { readonly error: unknown } | undefined
}

/** Throws `EvidenceTooLarge` once more has come than the limit. */
export const sourceOf = (body: EvidenceBody, limitInBytes: number): Source => {
  let broken: { readonly error: unknown } | undefined
  async function* bytes(): AsyncIterable<Uint8Array> {
    try {
      let sizeInBytes = 0
      for await (const chunk of body instanceof Uint8Array ? [body] : body) {
        sizeInBytes += chunk.byteLength
        if (sizeInBytes > limitInBytes) throw new EvidenceTooLarge(limitInBytes)
        yield chunk
      }
    } catch (error) {
      broken = { error }
      throw error
    }
  }
  return { bytes: bytes(), broken: () => broken }
}
