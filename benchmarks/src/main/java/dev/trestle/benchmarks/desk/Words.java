package dev.trestle.benchmarks.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Texts as a service desk sees them: a few hundred words of the field, thousands of rarer ones. */
final class Words {
  /** Stands in about 230 tickets of every hundred thousand, and nowhere else. */
  static final String RARE = "flugelhorn";

  private static final int RARE_WORDS = 6_000;
  private static final String[] COMMON =
      ("the a to is it in on of for and not no we my our with after before since when from this that"
              + " printer password login account outlook vpn laptop monitor screen keyboard mouse"
              + " network wifi server backup restore email mailbox calendar meeting room phone headset"
              + " update upgrade install licence software driver error message crash slow freeze reboot"
              + " restart office branch user users colleague manager order delivery invoice access"
              + " permission folder share drive file files document report table database query export"
              + " import browser page website certificate expired token code reset locked unlock new"
              + " old broken missing wrong empty please help thanks hello regards urgent today tomorrow"
              + " yesterday morning again still cannot does works working failed fails tried checked"
              + " attached cable battery charger dock adapter scanner paper toner queue job ticket"
              + " request change approve approved remote session desktop client version release patch")
          .split(" ");

  private final String[] rare = new String[RARE_WORDS];

  Words(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    String[] starts = "ba co de fi gra ho ka lu mo ne pra qui ro sta tri vo we zu".split(" ");
    String[] ends = "ler mon dix ta ren vik sol par gin bert ness tor lin gas der mix".split(" ");
    for (int i = 0; i < rare.length; i++) {
      StringBuilder word = new StringBuilder();
      for (int part = random.nextInt(1, 3); part >= 0; part--) {
        word.append(starts[random.nextInt(starts.length)]);
      }
      rare[i] = word.append(ends[random.nextInt(ends.length)]).toString();
    }
  }

  /** Words until there are so many characters, never cut. */
  String text(SplittableRandom random, int charsMin, int charsMax) {
    int wanted = random.nextInt(charsMin, charsMax + 1);
    List<String> words = new ArrayList<>();
    int length = 0;
    while (length < wanted) {
      String word = word(random);
      words.add(word);
      length += word.length() + 1;
    }
    String text = String.join(" ", words);
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private String word(SplittableRandom random) {
    double place = random.nextDouble();
    return random.nextInt(4) > 0
        ? COMMON[(int) (place * place * COMMON.length)]
        : rare[(int) (place * place * rare.length)];
  }
}
