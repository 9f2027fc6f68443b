/** As a machine makes it, not as somebody names things. */
export const looksGenerated = (value: string): boolean => /\d/.test(value) && /[a-z]/.test(value) && /[A-Z]/.test(value)

/** A value long enough, and no identifier, to be the key or the session of somebody: behind names that mean many things. */
export const looksLikeCredential = (value: string): boolean =>
  value.length >= 16 && /\d/.test(value) && /[A-Za-z]/.test(value) && !isHarmlessIdentifier(value)

/** GUIDs, security ids, versions and dates tell which, not whether one may. */
export const isHarmlessIdentifier = (value: string): boolean =>
  /^(?:\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|s-\d-\d|v?\d+\.\d|\d{4}-\d\d-)/i.test(value)

/** `ops:hunter2hunter`: not a host with its port, nor a time. */
export const isUserAndPassword = (text: string): boolean =>
  /^["']?[A-Za-z][\w.-]{0,63}:(?=[^\s:/]{0,64}\d)(?=[^\s:/]{0,64}[A-Za-z])[^\s:/]{8,}/.test(text)

/**
 * Random letters and digits change between upper case, lower case and digits at six of ten steps, and words, names
 * and hashes far less: at 32 characters, four of ten steps divide them. Base64 of something readable is no key.
 */
export function looksRandom(run: string): boolean {
  const classes = Array.from(run, classOf).filter((one) => one !== '')
  const changes = classes.filter((one, at) => at > 0 && one !== classes[at - 1]).length
  const share = (wanted: string): number => classes.filter((one) => one === wanted).length / classes.length
  return (
    changes >= 0.42 * (classes.length - 1) &&
    share('digit') * classes.length >= 2 &&
    share('upper') >= 0.15 &&
    share('lower') >= 0.15 &&
    !isReadable(run)
  )
}

function classOf(character: string): 'digit' | 'upper' | 'lower' | '' {
  if (character >= '0' && character <= '9') return 'digit'
  if (character >= 'A' && character <= 'Z') return 'upper'
  return character >= 'a' && character <= 'z' ? 'lower' : ''
}

/** The first bytes will do: what begins with a dozen readable ones by chance is one in a million. */
const isReadable = (base64: string): boolean =>
  /^[\t\r\n\x20-\x7e]+$/.test(Buffer.from(base64.slice(0, 24), 'base64').toString('latin1'))

/** Does what stands before say that the run is a digest or an id, which hide nothing? `sha512-…`, `ETag: "…"`. */
export const isIdentified = (text: string, offset: number): boolean =>
  identifying.test(text.slice(Math.max(0, offset - 40), offset))

const identifying =
  /(?:sha-?\d{1,3}|md5|digest|integrity|e-?tag|checksum|fingerprint|thumbprint|hash|request-?id|trace-?id|azure-ref|cf-id|id-2|correlation-?(?:id|vector)|ms-cv)["']?\W{1,4}$/i
