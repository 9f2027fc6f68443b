import { z } from 'zod'
import { declareSetting } from '../settings/declare-setting.ts'

const keyVaultSecret =
  /^https:\/\/[a-z0-9-]{3,24}\.(vault\.azure\.net|vault\.azure\.cn|vault\.usgovcloudapi\.net)\/secrets\/[A-Za-z0-9-]{1,127}(\/[0-9a-f]{32})?\/?$/

export const journalSettings = {
  JOURNAL_KEY_FILE: declareSetting(z.string().optional(), {
    about:
      'Key that tells true entries of the journal from false ones; made at the first start where it is not there. Keep ' +
      'it elsewhere than the data, with the .witness file beside it, and give each Appmedic its own. A seed a line, the ' +
      'current one first.',
    example: './data/journal.key',
  }),
  JOURNAL_KEY_VAULT_SECRET: declareSetting(
    z
      .string()
      .regex(keyVaultSecret, 'must be a secret of a Key Vault like https://contoso.vault.azure.net/secrets/appmedic')
      .optional(),
    {
      about:
        'The same key as a secret of a Key Vault, instead of the file: made with `openssl rand -base64 32`, read once ' +
        'at the start by the identity that reads (role Key Vault Secrets User).',
      example: 'https://contoso.vault.azure.net/secrets/appmedic-journal',
    },
  ),
  JOURNAL_WITNESS_FILE: declareSetting(z.string().optional(), {
    about:
      'Where Appmedic notes how far the journal has come, so that an older copy shows; beside the key file where not ' +
      'set. It must be writable, and with a key in a vault it is best on another disk than the data.',
    example: './data/journal.key.witness',
  }),
}
