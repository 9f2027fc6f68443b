import type { Translate } from '../../i18n/types.ts'
import { markupText } from '../untrusted-text.ts'
import { pageStyle } from './page-style.ts'

/** A whole page. `body` is HTML in which every text went through `markupText`. */
export const htmlPage = (title: string, body: readonly string[], say: Translate): string =>
  [
    `<!doctype html><html lang="${say.language}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">',
    `<title>${markupText(title, 120)} · Appmedic</title><style>${pageStyle}</style></head>`,
    `<body><main>${body.join('')}</main></body></html>`,
  ].join('')

export const htmlElement = (name: string, text: string, longest = 600): string =>
  `<${name}>${markupText(text, longest)}</${name}>`

export const htmlNote = (text: string, kind: 'note' | 'warning' = 'note'): string =>
  `<p class="note${kind === 'warning' ? ' warning' : ''}">${markupText(text, 600)}</p>`
