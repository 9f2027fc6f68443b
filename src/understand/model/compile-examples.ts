import { readTokens } from '../entities/read-tokens.ts'
import type { LinearModel } from './classifier.ts'
import type { ExampleLine } from './example-line.ts'
import { featuresOf, hashOf, languageFeaturesOf } from './features.ts'
import { trainModel, usualTraining } from './train.ts'

/** What messages are understood by: what is meant, and in which language. */
export interface UnderstandingModel {
  readonly meanings: LinearModel
  readonly languages: LinearModel
}

/** Pure: the same lines in the same order give the same bytes. */
export const compileExamples = (lines: readonly ExampleLine[]): UnderstandingModel => {
  const rows = lines.flatMap((line, at) =>
    wordingsOf(line.text, at).map((text) => {
      const tokens = readTokens(text)
      return {
        ...line,
        features: Uint32Array.from(featuresOf(tokens), hashOf),
        ofLanguage: Uint32Array.from(languageFeaturesOf(tokens), hashOf),
      }
    }),
  )
  return {
    meanings: trainModel(rows.map(({ meaning: id, features }) => ({ id, features }))),
    languages: trainModel(
      rows.map(({ language: id, ofLanguage: features }) => ({ id, features })),
      { ...usualTraining, buckets: 16_384, epochs: 3 },
    ),
  }
}

/** An app's name is read as one where the estate is known, and as any noun where it is not: both are learnt. */
const wordingsOf = (text: string, at: number): readonly string[] => {
  const named = text.replaceAll('\\n', '\n').replaceAll('{person}', people[at % people.length] as string)
  if (!named.includes('{app}')) return [named]
  return [named.replaceAll('{app}', 'contoso-web'), named.replaceAll('{app}', nouns[at % nouns.length] as string)]
}

const people = 'Bram Priya Chloe Ada Sven Fatima John Maria Ahmed Joost Sanne Tom Lena Kenji Olga Luca'.split(' ')
/** What companies call their apps: as different as they are, for a word that was never read speaks for no meaning. */
const nouns =
  'webshop portal intranet payments checkout orders crm billing backend invoices website booking api login catalog search support tickets planning reports dienstrooster zorgportaal kassakoppeling ledenadministratie vergunningen afvalkalender veilingsite declaraties orderportaal voorraad-api klantportaal magazijn-tool kaartverkoop bibliotheek-app loonstroken facturatie urenstaat betaalpagina inschrijvingen parkeer-api donaties loyalty careers timesheets tracking pricing shop-eu media-api scheduler ratings quotes warehouse-ui dispatch kiosk menu-service fleet-tracker auctions gradebook patientportal lab-results identity profile export pdf-service maps'.split(
    ' ',
  )
