import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import express, { type Router } from 'express'
import { languages } from '../../../i18n/types.ts'
import { pageLanguageOf, pageStrings } from '../page-strings.ts'

/** The build puts the page's files where this finds them beside the compiled code too. */
const pageFolder = fileURLToPath(new URL('../page/', import.meta.url))

/** Libraries that the page loads as they come from their packages. */
const { resolve } = createRequire(import.meta.url)
const libraries: Readonly<Record<string, string>> = {
  'adaptivecards.min.js': resolve('adaptivecards/dist/adaptivecards.min.js'),
  'markdown-it.min.js': resolve('markdown-it/browser'),
}

export const pageRoutes = (): Router => {
  const router = express.Router()

  router.get('/', (_request, response) => response.sendFile('page.html', { root: pageFolder, cacheControl: false }))
  router.use('/page', express.static(pageFolder, { index: false, cacheControl: false, redirect: false }))
  router.get('/strings', (request, response) => {
    const language = pageLanguageOf(request.query.lang)
    response.json({ language, languages, strings: pageStrings[language] })
  })
  for (const [name, path] of Object.entries(libraries)) {
    router.get(`/lib/${name}`, (_request, response) => response.sendFile(path, { cacheControl: false }))
  }

  return router
}
