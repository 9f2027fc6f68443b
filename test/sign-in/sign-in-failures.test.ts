import { expect, it } from 'vitest'
import { languages } from '../../src/i18n/types.ts'
import { signInFailures } from '../../src/sign-in/types.ts'
import { catalogueOf } from '../message-text.ts'

it.each(languages)('every failure has words and what to do in %s', (language) => {
  const needed = signInFailures.flatMap((failure) => [`page.sign-in.${failure}`, `page.sign-in.${failure}.next`])

  expect(needed.filter((key) => !Object.hasOwn(catalogueOf(language), key))).toEqual([])
})
