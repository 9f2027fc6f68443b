/** Longer messages are pasted logs; what is meant stands in front. Keeps the work linear and small. */
const longestRead = 3000

const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[\ufe00-\ufe0f]/g
const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
}

/** Text as people meant it: without the platform's markup, quotes of others, emoji and invisible characters. */
export const normalise = (text: string): string => {
  const plain = text
    .slice(0, longestRead)
    .normalize('NFKC')
    .slice(0, longestRead)
    .replace(invisible, '')
    .replace(/&(?:amp|lt|gt|quot|#39|nbsp);/g, (entity) => entities[entity] ?? ' ')
    .replace(/[\u2018\u2019\u201b\u0060\u00b4]/g, (quote) => (quote === '`' ? '`' : "'"))
    .replace(/[\u201c-\u201f\u00ab\u00bb\u300c-\u300f]/g, '"')
    .replace(/\b(?:nginx|apache|openresty|microsoft-(?:iis|httpapi))\/[\d.]{1,12}(?:\s{0,2}\([\w ]{1,20}\))?/gi, ' ')
    .replace(/[\u3002\uff61]/g, '. ')
    .replace(/[\u3001\uff64\u30fb]/g, ', ')
  return withoutQuotedLines(withoutMarkup(plain)).replace(/\p{Extended_Pictographic}/gu, ' ')
}

const withoutMarkup = (text: string): string =>
  text
    .replace(/<at\b[^<>]{0,100}>[^<>]{0,100}<\/at>/gi, ' ')
    .replace(/<(https?:\/\/[^<>|\s]{1,500})(?:\|[^<>]{0,200})?>/g, '$1')
    .replace(/<(?:[@#!]|mailto:)[^<>]{0,200}>/g, ' ')
    .replace(/<\/?[a-z][^<>]{0,200}>/gi, ' ')
    .replace(/(^|\s):[a-z][a-z0-9_+-]{1,40}:(?=\s|$|[.,!?:])/gi, '$1 ')
    .replace(/(^|\s)~(?=\S)[^~\n]{1,200}~(?=\s|$|[.,!?])/g, '$1 ')
    .replace(/\[([^[\]\n]{1,200})\]\(https?:[^()\s]{1,500}\)/g, '$1')

/** Quoted lines are somebody else's words; only where nothing else stands there are they the message. */
const withoutQuotedLines = (text: string): string => {
  const lines = text.split('\n')
  const own = lines.filter((line) => !/^\s*>/.test(line)).join('\n')
  return own.trim() === '' ? lines.map((line) => line.replace(/^[\s>]+/, '')).join('\n') : own
}

/** Lower case without diacritics; kana keep their voicing marks. */
export const foldCaseAndDiacritics = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/æ/g, 'ae')
    .replace(/œ/g, 'oe')
