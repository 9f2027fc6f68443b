import { plain, safeUrl } from '../untrusted.ts'

/** A button carries a verb and an opaque token, nothing else: the rest stays on the server (L8). */
export interface Button {
  readonly title: string
  readonly verb: string
  readonly token: string
  readonly style: 'default' | 'positive' | 'destructive'
}

export interface Link {
  readonly title: string
  readonly url: string
}

export const button = (title: string, verb: string, token: string, style: Button['style'] = 'default'): Button => ({
  title: plain(title, 60),
  verb,
  token,
  style,
})

/** None or one: a link that is not safe is not shown. */
export const link = (title: string, url: string | undefined): readonly Link[] => {
  const safe = url === undefined ? undefined : safeUrl(url)
  return safe === undefined ? [] : [{ title: plain(title, 60), url: safe }]
}
