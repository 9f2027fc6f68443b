import { publishAction } from '../azure/roles.ts'
import { redactedPlaceholder } from '../redaction/secret-name.ts'
import { readProcessVariables } from './kudu/process-variables.ts'
import { jsonFile } from './output/redacted-file.ts'
import type { Collector } from './types.ts'

/** App Service's own, which say where the app runs and how; anybody's else may be a secret. */
const harmless =
  /^(?:computername|number_of_processors|processor_architecture|region_name|website_(?:site_name|slot_name|instance_id|sku|compute_mode|node_default_version|platform_version|resource_group|hostname|run_from_package|http20_enabled|volume_type|vnetname|private_ip|ports|website_role_instance_id)|websites_port|functions_worker_runtime|dotnet_version|aspnetcore_environment)$/i

/** Kudu's version and what the process finds around it: names only, but for those that can't be secret. */
export const environmentCollector: Collector = {
  id: 'environment',
  spokenAs: `
    environment, kudu environment, omgeving, kudu omgeving, environment variables, environment facts,
    omgevingsvariabele*`,
  deadlineInMs: 30_000,
  needs: [publishAction],
  lostByRestart: false,
  holds: 'facts',
  taken: 'on-request',
  through: 'kudu',
  async collect(azure, { app }, signal) {
    const kudu = await azure.kudu(app.id, signal)
    const [about, own] = await Promise.all([kudu.get('/api/environment', signal), readProcessVariables(kudu, signal)])
    const variables = Object.entries(own).sort(([left], [right]) => (left < right ? -1 : 1))
    return jsonFile('environment.json', {
      app: app.id,
      kudu: about,
      variables: variables.map(([name, value]) => `${name} = ${harmless.test(name) ? value : redactedPlaceholder}`),
    })
  },
}
