import { z } from 'zod'
import { nullableText } from '../azure/answer-fields.ts'
import { resourceLabelOf } from '../azure/arm-id.ts'
import { listResources } from '../azure/arm-reader.ts'
import { portalUrlOf } from '../azure/portal-urls.ts'
import type { ReadingAzure } from '../azure/types.ts'
import type { AppRef } from '../incident/app-ref.ts'
import type { StateFinding } from '../incident/finding.ts'
import { sanitizeLine } from '../redaction/sanitize-line.ts'
import { createPartialResults, type PartialRequest } from './running/partial-results.ts'
import { byName } from './sources/listed-site.ts'
import type { Probe } from './types.ts'

/** Neither the secret's name nor its version is read: the setting and the vault say where to look. */
const reference = z.object({
  id: z.string(),
  name: nullableText,
  properties: z.object({ status: nullableText, vaultName: nullableText }).nullish(),
})
type Reference = z.infer<typeof reference>

const kinds = ['appsettings', 'connectionstrings'] as const

/** Does Azure get the secrets that the app's settings take from a vault? */
export const secretReferencesProbe: Probe = {
  id: 'secret-references',
  spokenAs: 'key vault*, keyvault*, vault, secret*, geheim*, kluis',
  detailOnly: true,
  afterVerdict: true,
  noHistory: true,
  deadlineInMs: 10_000,
  needs: ['Microsoft.Web/sites/config/read'],
  portal: ({ app }) => portalUrlOf(app, app.id, 'environmentVariablesAppSettings'),
  async observe(azure, { app }, signal) {
    const parts = createPartialResults(azure, signal)
    const lists = await Promise.all(kinds.map((kind) => parts.optional(referencesOf(azure, app, kind))))
    return parts.toOutput(
      lists.flatMap((list, index) =>
        (list ?? []).map((one) => findingOf(one, kinds[index] ?? 'appsettings')).sort(byName),
      ),
    )
  },
}

const referencesOf = (
  azure: ReadingAzure,
  { id }: AppRef,
  kind: (typeof kinds)[number],
): PartialRequest<readonly Reference[]> => ({
  source: `${resourceLabelOf(id)}/config/configreferences/${kind}`,
  needs: ['Microsoft.Web/sites/config/read'],
  scope: id,
  ask: async (signal) =>
    (await listResources(azure, { path: `${id}/config/configreferences/${kind}`, signal }, reference)).items,
})

const findingOf = ({ id, name, properties }: Reference, belongsTo: string): StateFinding => ({
  kind: 'state',
  of: 'reference',
  // Microsoft's example has no names: the setting's is the last of the id.
  name: sanitizeLine(name ?? id.slice(id.lastIndexOf('/') + 1)),
  properties: {
    belongsTo,
    status: properties?.status ?? null,
    vault: properties?.vaultName == null ? null : sanitizeLine(properties.vaultName),
  },
})
