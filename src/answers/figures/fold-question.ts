import { foldCaseAndDiacritics } from '../../understand/entities/normalise.ts'

/** Without capitals, accents and the names of things, one kind of dash and apostrophe: for its times to be read. */
export const foldQuestion = (text: string): string =>
  withoutIdentifiers(foldCaseAndDiacritics(text)).replace(/[’]/g, "'").replace(/[–—]/g, '-').replace(/\s+/g, ' ')

/** `lw1sdlwk4af8e6`, `rd2ec31d39212d`, `inc-12`, `8fb06d`: the digits of a name are no time; those of "90minutes" are. */
const withoutIdentifiers = (folded: string): string =>
  folded.replace(/(?<![\w-])(?:[a-z](?=[\w-]*\d)[\w-]{4,}|\d+[a-z]+\d+[a-z]\w*)(?![\w-])/g, ' ')
