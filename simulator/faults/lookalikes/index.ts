import type { Lookalike } from '../types.ts'
import { forgottenSecretLookalike } from './forgotten-secret.ts'
import { innocentSubnetLookalike } from './innocent-subnet.ts'

/** Estates that almost look like a cause and are not: in no practice and no drill, but scored. */
export const lookalikes: readonly Lookalike[] = [forgottenSecretLookalike, innocentSubnetLookalike]
