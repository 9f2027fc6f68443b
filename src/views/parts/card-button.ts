import { safeUrl, sanitizeText } from '../untrusted-text.ts'

/** A button carries a verb and an opaque token, nothing else: the rest stays on the server (L8). */
export interface CardButton {
  readonly title: string
  readonly verb: string
  readonly token: string
  readonly style: 'default' | 'positive' | 'destructive'
}

export interface CardLink {
  readonly title: string
  readonly url: string
}

export const cardButton = (
  title: string,
  verb: string,
  token: string,
  style: CardButton['style'] = 'default',
): CardButton => ({
  title: sanitizeText(title, 60),
  verb,
  token,
  style,
})

/** None or one: a link that is not safe is not shown. */
export const linkIfSafe = (title: string, url: string | undefined): readonly CardLink[] => {
  const safe = url === undefined ? undefined : safeUrl(url)
  return safe === undefined ? [] : [{ title: sanitizeText(title, 60), url: safe }]
}
