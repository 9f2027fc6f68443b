import type { Question } from '../types.ts'

/** The question without the names of apps: "fabrikam-portal" asks for no portal. */
export const askedTextOf = ({ text, parsed }: Pick<Question, 'text' | 'parsed'>): string =>
  parsed.apps.reduce((left, name) => left.replaceAll(name, ' '), text)
