import type { Hit, MessageReading } from '../reading/types.ts'
import { anywhere, closelyBefore, has, hitsOf, isAbout } from './hits.ts'
import { complainsOfOurs } from './subject.ts'

const wrong = ['outage', 'broken', 'slow', 'sluggish', 'crash', 'crashed'] as const

const attached = /^(?:vnet|vpn|firewall|front door|traffic manager|key ?vault|entra|azure ad|expressroute)$/i
/** What an app of ours talks to or stands behind: no platform that it could run on instead. */
const besides =
  /^(?:nginx|apache2?|httpd|vnet|vpn|firewall|front door|traffic manager|key ?vault|entra|azure ad|expressroute|service ?bus|event ?hubs?|cosmos ?(?:db)?|blob|storage accounts?|signalr|openai|azure openai|search service|logic apps?|apim|api management|sleutelkluis|opslagaccount|azure devops|devops|file share|s3|buckets?)$/i

/** A gateway or vault beside an app that complains is not what is complained of. */
export const platformIn = (reading: MessageReading): Hit | undefined => {
  if (!anywhere(reading, 'elsewhere')) return undefined
  const spared = complainsOfOurs(reading) || asksOfNamed(reading)
  const found = reading.sentences
    .flatMap((sentence) => hitsOf(sentence, 'elsewhere').filter((hit) => !spared || !besides.test(hit.words)))
    .at(0)
  return found && !isOnlyCause(reading) ? found : undefined
}

/** "network trace of contoso-api, it times out on the vault": an app is named, and first. */
const asksOfNamed = ({ sentences }: MessageReading): boolean =>
  sentences.some((sentence) => {
    const app = sentence.tokens.findIndex(({ kind }) => kind === 'app')
    return app >= 0 && hitsOf(sentence, 'elsewhere').every((hit) => hit.from > app + 1)
  })

/** "since we added VNet integration everything is slow": what an app is attached to, told as the cause. */
const isOnlyCause = ({ sentences }: MessageReading): boolean =>
  sentences.every((sentence) =>
    hitsOf(sentence, 'elsewhere').every(
      (hit) =>
        attached.test(hit.words) &&
        closelyBefore(sentence, hit.from, 4, 'since', 'beside') &&
        isAbout(sentence) &&
        has(sentence, ...wrong),
    ),
  )
