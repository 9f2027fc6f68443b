import { cpuSaturationFault } from '../cpu-saturation.ts'
import type { Lookalike } from '../types.ts'

export const forgottenSecretLookalike: Lookalike = {
  ...cpuSaturationFault,
  id: 'forgotten-secret',
  looksLike: 'secret-unresolved',
  title: 'Secret that nobody misses, and a campaign',
  cause:
    'A setting refers to the key of a mail relay that was thrown away months ago, which nobody misses. What is wrong ' +
    'is that a campaign brings several times the usual traffic.',
  causes: ['cpu-saturation'],
  effects: (context) => ({
    ...cpuSaturationFault.effects(context),
    unresolvedSecrets: { Mail__RelayKey: 'SecretNotFound' },
  }),
}
