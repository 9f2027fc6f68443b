import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRoom, type Room } from './world.ts'

/** What people say to each other while an incident is open: none of it is for the bot, and none of it gets a word. */
const said = `
morning all
good luck tonight folks
who's up for lunch?
I'm getting coffee, anybody else?
brb, the dog needs to go out
haha classic
lol
that made my day 😂
told you so
I never trusted that vendor
same here
agreed
sounds good to me
yeah makes sense
fair point
no worries
you're right, my bad
sorry, wrong window
can you hear me in the call?
we're in the bridge, link is in the invite
joining in two minutes
my mic is broken again
Ada, can you share your screen?
Bram do you still have my charger?
is Chloé back from holiday?
Dirk is on a plane until noon
who is on the rota next week?
I'll call the customer and say we're looking
let me phone support at the bank, they keep asking
the customer is called Northwind, not Contoso
tell marketing to hold the newsletter
don't tweet anything yet please
comms will send a mail at ten
I think we should wait for legal
let's move the demo to Thursday
can we push the planning meeting to three?
the retro is cancelled then
I'd say we talk about this in the post-mortem
put that on the list for the retro
I wrote it down for the post-mortem
who takes notes?
I take notes
the ticket is in Jira, PLAT-5031
PR #502 needs another reviewer
could somebody review my branch?
merged, thanks for the quick review
the pipeline is red again, flaky tests I guess
my build takes forever on this laptop
docker ate all my disk again
my laptop's fan is at 100 % and I have two tabs open
VPN dropped me, back now
Teams is eating my memory as usual
the printer on the third floor is out of toner
the wifi in the train is terrible
I hate Mondays
this is the third night in a row for me
I need sleep
you should go to bed, Bram, we have it
get some rest, see you tomorrow
happy birthday Dirk! 🎉
congrats on the new job by the way
did you see the match last night?
3-0 at half time, ouch
pizza or sushi?
pizza, obviously
I vote for pizza
there is cake in the kitchen
the cake is a lie
knock knock
it works on my machine ;)
have you tried turning it off and on again? 😄
classic DNS joke incoming
it's always DNS, they say
that's what you get for deploying on a Friday
famous last words
nobody touch anything please
hands off the keyboard everyone
let's not panic
one thing at a time
give it a minute
I'd rather wait and see
hm, interesting
hmm
weird
strange, I would have bet on the other one
no idea to be honest
good question
I was thinking the same
wait, what?
never seen that before
looks like what we had at my previous company
in my old team we had a runbook for that
we ought to write that down somewhere
remind me to buy Bram a beer
beer's on me when this is over
you owe me one
I can't believe this
well that escalated quickly
my kid is awake, one moment
doorbell, back in five
I'm on the phone with Fabrikam, two minutes
the sales figures of last month look bad too
orders dropped 8 % since the price change
the board wants numbers by Friday
HR wants the holiday lists by the fifteenth
please fill in your hours before noon
goedemorgen samen
succes allemaal
wie gaat er mee lunchen?
ik haal koffie, wie ook?
even de hond uitlaten
haha heerlijk
hahaha
ja precies
helemaal mee eens
lijkt me prima zo
klinkt goed
goed punt
geen probleem hoor
sorry, verkeerde venster
mijn fout, ik had het moeten zeggen
kan iedereen mij verstaan?
we zitten al in de call, link staat in de uitnodiging
ik kom er zo bij
mijn microfoon doet het weer eens niet
Ada, deel jij even je scherm?
Bram, heb jij mijn oplader nog?
is Chloé al terug van vakantie?
Dirk zit tot twaalf uur in het vliegtuig
wie heeft er volgende week dienst?
ik bel de klant even dat we ermee bezig zijn
de klant heet Northwind, niet Contoso
zeg marketing maar dat de nieuwsbrief moet wachten
nog niets op social zetten alsjeblieft
communicatie stuurt om tien uur een mail
we moeten dit eerst met juridisch overleggen
zullen we de demo naar donderdag schuiven?
kan de planning naar drie uur?
dan gaat de retro niet door
dit bespreken we in de nabespreking
zet dat maar op de lijst voor de retro
wie notuleert?
ik notuleer wel
het ticket staat in Jira, PLAT-5031
kan iemand mijn branch reviewen?
gemerged, dank voor de snelle review
de pipeline staat weer rood, flaky tests denk ik
mijn build duurt eeuwen op deze laptop
docker heeft mijn schijf weer volgegooid
de ventilator van mijn laptop loeit en ik heb twee tabs open
ik lag uit de VPN, ben er weer
Teams vreet weer geheugen zoals altijd
de printer op drie heeft geen toner meer
de wifi in de trein is waardeloos
dit is al de derde nacht op rij voor mij
ik moet echt slapen
ga naar bed Bram, wij hebben het
rust lekker uit, tot morgen
gefeliciteerd Dirk! 🎉
heb je de wedstrijd gezien gisteren?
drie nul met rust, pijnlijk
pizza of sushi?
doe mij maar pizza
er staat taart in de keuken
bij mij doet hij het gewoon ;)
heb je hem al uit en aan gezet? 😄
het is altijd DNS, zeggen ze
dat krijg je ervan op vrijdag
beroemde laatste woorden
even niemand ergens aankomen
geen paniek
een ding tegelijk
wacht even een minuutje
ik zou het nog even aankijken
hm, apart
vreemd
raar, ik had op die andere gewed
geen idee eigenlijk
goeie vraag
dat dacht ik ook net
wacht, wat?
nog nooit gezien
bij mijn vorige werkgever hadden we dat ook weleens
dat moeten we ergens opschrijven
je krijgt een biertje van me
dat komt je duur te staan
niet te geloven
nou dat liep snel uit de hand
de kleine is wakker, momentje
de bel gaat, zo terug
ik zit aan de lijn met Fabrikam, twee minuten
de omzet van vorige maand ziet er ook niet best uit
de bestellingen zijn 8 % gezakt sinds de prijswijziging
het bestuur wil vrijdag de cijfers
HR wil voor de vijftiende de vakantielijsten
vul voor de middag even je uren in
kamer 503 is bezet, we zitten in 502
welke kleur krijgt de nieuwe knop eigenlijk?
de nieuwe collega begint maandag
jij weet dat soort dingen altijd
ik ben het met Chloé eens
zullen we stemmen?
ik stem voor optie twee uit het architectuurdocument
dan doen we dat zo, besloten
we beslissen dat morgen in het teamoverleg
ff de benen strekken
tot zo
doei
fijn weekend alvast
bedtijd voor mij
`
  .split('\n')
  .filter((line) => line !== '')

let room: Room
beforeAll(async () => {
  room = await openRoom({ faults: { 'contoso-web': 'cpu-saturation' }, language: 'en' })
  await room.says('ada', 'contoso-web is down')
  await room.says('bram', 'our other site is down too')
}, 120_000)
afterAll(() => room.close())

/** Ids of all that somebody is shown of the bot. */
const shown = async (): Promise<readonly string[]> => {
  const wires = await Promise.all(['ada', 'bram'].map((who) => room.sees(who)))
  return wires.flat().flatMap((wire) => (wire.card === undefined ? [] : [wire.id]))
}

const threadOf = async (incident: string): Promise<string | undefined> =>
  (await room.sees('ada')).find(
    (wire) => wire.card !== undefined && wire.thread === undefined && wire.card.summary.includes(`${incident} `),
  )?.id

/** What was said there and answered all the same. */
const answeredIn = async (thread: string | undefined, lines: readonly string[]): Promise<readonly string[]> => {
  const answered: string[] = []
  const known = new Set(await shown())
  for (const [at, line] of lines.entries()) {
    await room.says(at % 2 === 0 ? 'ada' : 'bram', line, { thread, aside: true })
    const fresh = (await shown()).filter((id) => !known.has(id))
    if (fresh.length > 0) answered.push(line)
    for (const id of fresh) known.add(id)
  }
  return answered
}

describe(`${said.length} lines that people say to each other`, { timeout: 300_000 }, () => {
  it('get nothing in the thread of an incident', async () => {
    const thread = await threadOf('INC-1')
    expect([thread === undefined, await answeredIn(thread, said)]).toEqual([false, []])
  })

  it('get nothing where a card asks which app it is', async () => {
    const thread = await threadOf('INC-2')
    const some = said.filter((_, at) => at % 3 === 0)
    expect([thread === undefined, await answeredIn(thread, some)]).toEqual([false, []])
  })

  it('get nothing in the channel', async () => {
    const some = said.filter((_, at) => at % 3 === 1)
    expect([await answeredIn(undefined, some), await room.open(), room.writes()]).toEqual([[], ['INC-1', 'INC-2'], 0])
  })
})
