package dev.trestle.plugins.email.read;

import static org.junit.jupiter.api.Assertions.assertAll;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Reports in the layouts of a hundred mail systems, written for this test after what is documented
 * of each: every recipient is found, with what became of the message.
 */
class BounceLayoutsTest {
  private static final String NONE = "none";

  /**
   * A message, with what is to be read from it.
   *
   * @param wanted of each recipient: address (* when the report names none), hard or soft, and the
   *     class of the status; {@code none} alone when it is no report
   */
  private record Sample(String name, List<String> wanted, String mail) {
    static Sample of(String section) {
      List<String> lines = section.lines().toList();
      List<String> wanted = new ArrayList<>();
      int at = 1;
      for (; lines.get(at).startsWith("? "); at++) {
        wanted.add(lines.get(at).substring(2));
      }
      return new Sample(
          lines.getFirst(), wanted, String.join("\n", lines.subList(at, lines.size())) + "\n");
    }
  }

  private static List<Sample> samples(String file) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            BounceLayoutsTest.class.getResourceAsStream("/bounces/layouts/" + file + ".txt"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<Sample> samples = new ArrayList<>();
      for (String section : text.split("(?m)^=== ")) {
        if (!section.isBlank() && !section.startsWith("#")) {
          samples.add(Sample.of(section));
        }
      }
      return samples;
    }
  }

  private static List<String> read(String mail) {
    Bounce bounce = new MailReader(Own.nobody()).read(MailSource.of(Families.bytes(mail))).bounce();
    return bounce == null
        ? List.of(NONE)
        : bounce.recipients().stream()
            .map(one ->
                (one.address().isEmpty() ? "*" : one.address())
                    + (one.hard() ? " hard " : " soft ")
                    + one.status().charAt(0))
            .toList();
  }

  /** Whether nobody is taken for useless who is not. */
  private static boolean isCareful(List<String> wanted, List<String> read) {
    return wanted.containsAll(read.stream().filter(one -> one.contains(" hard ")).toList());
  }

  private static void judge(String file) throws IOException {
    Score recipients = new Score("layouts, " + file);
    Score falseHard = new Score("layouts, " + file + ", nobody taken for useless who is not");
    for (Sample sample : samples(file)) {
      List<String> read = read(sample.mail());
      boolean same = new TreeSet<>(sample.wanted()).equals(new TreeSet<>(read));
      recipients.holds(
          sample.name(), same && sample.wanted().size() == read.size(), sample.wanted(), read);
      falseHard.holds(sample.name(), isCareful(sample.wanted(), read), sample.wanted(), read);
    }
    assertAll(() -> recipients.atLeast(98), () -> falseHard.atLeast(100));
  }

  @Test
  void readsReportsOfServersThatPeopleRunThemselves() throws IOException {
    judge("servers");
  }

  @Test
  void readsReportsOfCompaniesServersAndGateways() throws IOException {
    judge("companies");
  }

  @Test
  void readsReportsOfProvidersAndServices() throws IOException {
    judge("providers");
  }

  @Test
  void readsFieldsAsTheyOccur_andNoReportWhereThereIsNone() throws IOException {
    judge("fields");
  }

  @Test
  void readsFurtherReportsOfTheSameSystems() throws IOException {
    judge("further");
  }
}
