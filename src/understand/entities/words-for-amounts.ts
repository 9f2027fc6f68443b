/** Words for units and counts in the languages read, folded: what an amount is told by, and nothing else. */
const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/))

export const secondWords = words(
  's sec secs second seconds seconde seconden sek sekunde sekunden secondes segundo segundos secondi 秒',
)
export const minuteWords = words('m min mins minute minutes minuut minuten minuutje minuutjes minuto minutos minuti 分')
export const hourWords = words(
  'h hr hrs hour hours u uur uren uurtje uurtjes std stunde stunden heure heures hora horas ora ore 時',
)
export const dayWords = words('d day days dag dagen tag tage tagen jour jours dia dias giorno giorni 日')
export const weekWords = words('w week weeks weken woche wochen semaine semaines semana semanas settimana settimane 週')
export const halfWords = words(
  'half halfuur halfuurtje halve halbe halben demi demie media medio meia mezz mezza mezzora halfhour',
)
export const instanceWords = words(
  'instance instances instantie instanties instanz instanzen instancia instancias istanza istanze worker workers node nodes machine machines server servers replica replicas stuks stuk vms boxes',
)
export const fewerWords = words(
  'fewer less remove removing drop dropping away minder minus eraf af weg weniger moins menos meno rimuovi',
)
export const moreWords = words(
  'more extra additional another by add adding plus erbij bij bijzetten meer nog toevoegen voeg weitere weiterer zusatzlich zusatzliche mehr hinzu hinzufugen fuge supplementaire supplementaires ajoute ajouter ajoutez plus mas adicional adicionales agrega agregar anade anadir mais adicione adicionar piu altre altri aggiungi aggiungere 追加',
)
export const towardsWords = words('to naar tot op auf nach zu vers a para hasta ate ad with met mit avec con com at')
export const softWords = words(
  'soft softly gentle gently graceful gracefully zacht zachte zachtjes netjes rustig sanft sanfter doux douce suave morbido',
)
