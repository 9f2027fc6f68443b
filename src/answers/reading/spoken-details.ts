import type { SpokenDetails } from '../../mitigate/types.ts'
import { amountsIn } from '../../understand/entities/amounts.ts'
import { readTokens } from '../../understand/entities/read-tokens.ts'

/** What is said of a step beside its name: how many, which size, which instance, which path. */
export const spokenDetailsIn = (text: string): SpokenDetails => {
  const [, count = '', more] =
    /\b(\d{1,3})\s+(more|extra|additional)?\s*(?:instan|worker|server|machine|node|box)/i.exec(text) ?? []
  const counted =
    count === '' ? {} : more === undefined ? { instances: Number(count) } : { moreInstances: Number(count) }
  const [instance] = instanceName.exec(text) ?? []
  const path = pathIn(text)
  const { fewerInstances, ...amounts } = amountsIn(readTokens(text), 'request_step')
  return {
    text,
    ...(fewerInstances === undefined ? counted : { fewerInstances }),
    ...amounts,
    ...(instance === undefined ? {} : { instance }),
    ...(path === undefined ? {} : { path }),
    ...(isOfOne(text, instance) ? { oneInstance: true } : {}),
  }
}

/** Azure's names of workers: Windows, Linux, and those of plans in containers. */
const instanceName = /\b(?:RD|DW|LW|PL)[0-9A-Z-]{6,}\b/i
const ofOne =
  /\b(?:instance|instantie|instanz|worker|node|vm|machine)(?![\w-])|\b(?:one|that|this|only|bad|sick|een|één|die|deze|zieke|kapotte)\s+(?:\w+\s+)?server\b(?! (?:error|fout|side))/i
const ofAll = /\b(?:all|every|each|both|alle|elke|iedere|beide)\b[^.!?]{0,20}\b(?:instan|worker|machine|node|server)/i

const isOfOne = (text: string, instance: string | undefined): boolean =>
  !ofAll.test(text) && (instance !== undefined || ofOne.test(text))

const spokenPath = /(?:^|[\s"'`“(])(\/[\w\-./~%]*)/
const takenAway = /\b(?:remove|delete|drop|clear|disable|turn off|switch off|verwijder|haal|weg|uitzetten|zet uit)\b/i

const pathIn = (text: string): string | undefined =>
  spokenPath.exec(text)?.[1] ?? (takenAway.test(text) ? '' : undefined)
