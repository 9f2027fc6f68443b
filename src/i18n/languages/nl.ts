import type { LanguageFormat } from './types.ts'

export const dutch: LanguageFormat = {
  months: ['jan', 'feb', 'mrt', 'apr', 'mei', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'],
  hourSign: 'u',
}
