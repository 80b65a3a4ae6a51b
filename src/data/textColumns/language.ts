/**
 * The most frequent words of some languages, written in Latin letters, that are short of meaning and so occur in texts on
 * any subject. Words of several languages stand in each of them.
 */
const functionWords: Readonly<Record<string, string>> = {
  en: 'the of and to a in is that for it as was with be by on not he his but at are this have from or had an they which you were all their one we can has there been if would who so no will what',
  de: 'der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über so zum war haben nur oder aber vor zur bis mehr durch',
  fr: 'de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont la avec ou son mais comme on nous vous cette aux ont ses elle être fait leur sans',
  es: 'de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me si sin sobre este ya entre cuando todo esta ser son dos también fue',
  it: 'di che e la il un a per in una sono non le si da lo con del della come i al più anche o ma se nel alla gli dei ha delle ci questo è degli essere suo sua',
  pt: 'de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu sua ou quando muito nos já eu também só pelo pela até isso',
  nl: 'de van een het en in is dat op te zijn voor met die niet aan er om ook als bij dan of uit maar door naar heeft hij ze over wordt nog worden kan deze wel',
  sv: 'och i att en som på är av för med det till den har de inte om ett han men var jag sig från vi så kan nu eller hade där när mycket skulle',
  pl: 'w i na z się do nie to że jest o jak po a od za przez co dla tym są już ale tak czy jego ich był tylko może oraz',
};

const sets = new Map(Object.entries(functionWords).map(([id, words]) => [id, new Set(words.split(' '))]));

/** Characters read of each text. */
const readCharacters = 2000;
/** Share of English function words from which texts count as English: titles have few, mail and prose a third. */
const leastShare = 0.08;
/** Different English function words that have to occur. */
const leastWords = 3;

/** Whether texts, taken together, are English rather than one of the other languages known here. */
export function isEnglish(texts: readonly string[]): boolean {
  const words = texts.flatMap(
    (text) =>
      text
        .slice(0, readCharacters)
        .toLowerCase()
        .match(/[\p{L}\p{M}']+/gu) ?? [],
  );
  const shares = new Map([...sets].map(([id, known]) => [id, shareIn(known, words)]));
  const english = shares.get('en')!;
  const different = new Set(words.filter((word) => sets.get('en')!.has(word))).size;
  return different >= leastWords && english >= leastShare && english >= Math.max(...shares.values());
}

const shareIn = (known: ReadonlySet<string>, words: readonly string[]): number =>
  words.length === 0 ? 0 : words.filter((word) => known.has(word)).length / words.length;
