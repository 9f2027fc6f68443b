import type { LanguageFormat } from './types.ts'

export const english: LanguageFormat = {
  months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  hourSign: 'h',
}
