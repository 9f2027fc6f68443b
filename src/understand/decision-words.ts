import type { MessageToken } from './entities/token.ts'

/**
 * Whoever changes production must have said so: what is likely is not enough. A decision counts only where one of these
 * words stands in it, nothing asks, denies or puts off, and hardly anything else is said.
 */
const saysSo: Readonly<Record<string, RegExp>> = {
  approve:
    /^(?:approve|approved|approving|approval|lgtm|akkoord|accoord|goedgekeurd|goedkeuren|goedkeur|keur|genehmigt|genehmige|genehmigen|freigegeben|approuve|approuvee|approuver|apruebo|aprobado|aprobada|aprobar|aprovo|aprovado|aprovada|aprovar|approvo|approvato|approvata|approvare|go|ahead|gang|承|認)$/,
  reject:
    /^(?:reject|rejected|rejecting|deny|denied|decline|declined|disapprove|disapproved|veto|no|nope|not|dont|nee|niet|afgewezen|afgekeurd|afwijzen|afkeuren|wijs|keur|ablehnen|abgelehnt|lehne|nein|nicht|rejete|rejeter|refuse|refuser|non|pas|rechazo|rechazado|rechazar|rejeito|rejeitado|rejeitar|nao|rifiuto|rifiutato|rifiutare|却|下|拒|否)$/,
  close:
    /^(?:close|closed|closing|resolve|resolved|sluit|sluiten|afsluiten|gesloten|dicht|afronden|rond|beeindig|beeindigen|schliessen|schliesse|geschlossen|abschliessen|ferme|fermer|cloture|cloturer|cierra|cerrar|cierralo|fecha|fechar|encerra|encerrar|encerre|chiudi|chiudere|閉|じ)$/,
}
const putsOff =
  /^(?:if|after|before|later|when|whether|should|would|could|can|may|might|who|whom|whose|why|how|unless|until|till|once|but|though|first|yet|soon|tomorrow|tonight|maybe|perhaps|als|na|nadat|voordat|straks|morgen|vanavond|zodra|wanneer|mag|mogen|kan|kun|kunnen|zou|zal|wie|waarom|hoe|tenzij|totdat|maar|pas|eerst|nog|misschien|wenn|falls|nach|spater|soll|sollte|wer|erst|aber|noch|si|apres|quand|plus|qui|mais|despues|cuando|quien|pero|se|depois|quando|quem|mas|dopo|chi|ma|minutes|minuten)$/
const denies =
  /^(?:not|dont|never|no|cannot|cant|wont|unapproved|niet|nooit|geen|nee|nicht|nie|kein|nein|pas|jamais|non|nunca|jamas|nao|mai|な|い)$/
const longestDecision = 12

export const isPlainDecision = (decision: string, tokens: readonly MessageToken[]): boolean => {
  const spoken = tokens.filter(({ kind }) => kind === 'word').map(({ text }) => text)
  const words = saysSo[decision]
  if (words === undefined || spoken.length > longestDecision || tokens.some(({ kind }) => kind === 'ask')) return false
  if (!spoken.some((word) => words.test(word)) || spoken.some((word) => putsOff.test(word))) return false
  return decision === 'reject' || !spoken.some((word) => denies.test(word))
}

export const isDecision = (meaning: string): boolean => Object.hasOwn(saysSo, meaning)
