/** What people call a page, and what its path mostly holds; ours. */
const pages: readonly (readonly [RegExp, RegExp])[] = [
  [/home ?page|front page|voorpagina|startpagina|hoofdpagina/i, /^\/(?:home|index[^/]*)?$/i],
  [/check ?out|afreken|kassa|betaal|betal(?:en|ing)|payment|\bpay\b/i, /check-?out|pay|betaal|kassa|afreken/i],
  [/log ?in\b|inlog|sign[ -]?in|aanmeld/i, /log-?in|sign-?in|auth|account/i],
  [/search|zoek/i, /search|zoek/i],
  [/\border(?:s|ing)?\b|bestel|\bkoop|\bkopen\b|\bbuy/i, /order|bestel|check-?out|basket|cart/i],
  [/regist(?:er|reren)|sign[ -]?up/i, /regist|sign-?up/i],
  [/basket|\bcart\b|winkelmand|mandje/i, /basket|cart|mand/i],
  [/health ?check|gezondheidscontrole/i, /health/i],
  [/export/i, /export/i],
  [/images?\b|pictures?|plaatjes|afbeelding/i, /image|img|media|\.(?:png|jpe?g|svg|webp)/i],
]

/** Paths as they are written in the question, and what the pages that it names are likely called. */
export const namedPaths = (text: string): readonly (readonly [string, (path: string) => boolean])[] => {
  const written = [...text.matchAll(/(?<![\w:/.<])\/(?:[\w\-.{}]+(?:\/[\w\-.{}]+)*)?/g)].map(([path]) =>
    path.replace(/[.]$/, ''),
  )
  const exact = written.map(
    (path) => [path, (one: string) => one.toLowerCase().startsWith(path.toLowerCase())] as const,
  )
  const meant = pages.flatMap(([asked, path]) => {
    const word = asked.exec(text)?.[0]
    return word === undefined ? [] : [[word, (one: string) => path.test(one)] as const]
  })
  return exact.length > 0 ? exact : meant
}

/** "Can people still …", "kan ik nog …", "does the checkout work": whether something is possible, not which paths fail. */
export const asksWhatWorks = (text: string): boolean =>
  /\b(?:can|could)\b[^?]{0,40}\b(?:still|log ?in|sign|order|buy|pay|check ?out|use|book|search|upload|reach|submit)|\b(?:is|are|does|do)\b[^?]{0,50}\b(?:work(?:s|ing)?|able to)\b|\b(?:kan|kunnen|kunt|lukt|werkt|werken|doet)\b[^?]{0,40}\b(?:nog|wel|niet|het|bestel\w*|betal\w*|inlog\w*|aanmeld\w*|afreken\w*|werken)\b/i.test(
    text,
  )
