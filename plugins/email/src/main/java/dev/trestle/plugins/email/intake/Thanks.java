package dev.trestle.plugins.email.intake;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells a word of thanks, after which nothing is to be done: few words, all of them on a list,
 * thanks among them, and no question. Whatever else is said, and be it one word more, is no thanks.
 */
final class Thanks {
  private static final int WORDS_MAX = 14;
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}']+");
  private static final Set<String> THANKS =
      words(
          "thanks thank thx ty cheers danke dank vielen merci gracias grazie obrigado obrigada dziękuję"
              + " dzięki tack takk tak kiitos bedankt dankjewel köszönöm děkuji díky teşekkürler"
              + " спасибо благодарю hvala mulțumesc ありがとう ありがとうございます 谢谢 謝謝");
  private static final Set<String> BESIDE =
      words(
          "you a lot very much so many again all for your the quick fast great help support answer"
              + " reply response it works now works fine perfect perfectly super excellent that"
              + " solved this has everything is ok okay good job team hi hello dear best kind"
              + " regards greetings sincerely"
              + " schön schöne sehr besten herzlichen nochmals für die das der den dir ihnen euch"
              + " ihre eure deine schnelle rasche hilfe antwort unterstützung es funktioniert geht"
              + " jetzt wieder alles klar prima toll hallo liebe grüße gruß grüßen viele mit"
              + " freundlichen lg mfg vg bestens gut und"
              + " beaucoup bien pour votre aide réponse rapide bonjour cordialement ça marche"
              + " parfait"
              + " muchas mil por su ayuda respuesta hola saludos perfecto funciona"
              + " mille molte per il tuo vostro aiuto risposta ciao saluti perfetto"
              + " muito pela ajuda resposta wel voor uw hulp groeten met vriendelijke groet"
              + " bardzo za pomoc odpowiedź så mycket för hjälpen"
              + " большое за помощь и ответ");

  private Thanks() {}

  private static Set<String> words(String text) {
    return Set.copyOf(Arrays.asList(text.split(" ")));
  }

  static boolean is(String text) {
    if (text.length() > 200 || text.indexOf('?') >= 0 || text.indexOf('？') >= 0) {
      return false;
    }
    boolean thanked = false;
    int words = 0;
    for (String word : BETWEEN.split(text.toLowerCase(Locale.ROOT))) {
      if (word.isEmpty()) {
        continue;
      }
      boolean thanks = THANKS.contains(word);
      thanked |= thanks;
      if (++words > WORDS_MAX || !thanks && !BESIDE.contains(word)) {
        return false;
      }
    }
    return thanked && text.chars().noneMatch(Character::isDigit);
  }
}
