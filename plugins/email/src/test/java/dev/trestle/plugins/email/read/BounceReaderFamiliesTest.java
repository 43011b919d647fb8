package dev.trestle.plugins.email.read;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trestle.testdata.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Real delivery reports of some seventy mail systems are read as the programs that collect them do.
 */
class BounceReaderFamiliesTest {
  private static final Set<String> NO_BOUNCE = Set.of("feedback", "vacation", "(not a bounce)");

  private static List<String[]> rows(String path) {
    try {
      return Files.readAllLines(SharedData.path(path)).stream()
          .skip(1)
          .map(l -> l.split(",", -1))
          .toList();
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  @Test
  void tellsHardFromSoft_asSisimaiDoes() {
    Score hardness = new Score("sisimai, hard or soft");
    Score status = new Score("sisimai, status class");
    Score codes = new Score("sisimai, whole status");
    Score reports = new Score("sisimai, report or not");
    Score numbers = new Score("sisimai, number of recipients");
    Score falseHard = new Score("sisimai, soft ones not taken for hard");
    Map<String, List<String[]>> files = new LinkedHashMap<>();
    for (String[] row : rows("emails/sisimai-bounces/expected.csv")) {
      files.computeIfAbsent(row[0], any -> new ArrayList<>()).add(row);
    }
    files.forEach((file, rows) -> {
      ReadMail mail = Families.read("sisimai-bounces", file);
      Bounce bounce = mail.bounce();
      boolean none = NO_BOUNCE.contains(rows.getFirst()[4]);
      reports.holds(file, none == (bounce == null), none ? "no report" : "a report", mail.kind());
      if (none) {
        return;
      }
      List<Bounce.Failure> read = bounce == null ? List.of() : bounce.recipients();
      numbers.same(file, rows.size(), read.size());
      for (String[] row : rows) {
        String where = file + "#" + row[1] + " " + row[4] + " " + row[2] + " " + row[3];
        int index = Integer.parseInt(row[1]);
        boolean hard = row[5].equals("True");
        if (index >= read.size()) {
          hardness.holds(where, false, hard, "no recipient");
          status.holds(where, false, row[2], "no recipient");
          continue;
        }
        Bounce.Failure failure = read.get(index);
        hardness.holds(where, hard == failure.hard(), hard, failure);
        if (!hard) {
          falseHard.holds(where, !failure.hard(), "soft", failure);
        }
        if (!row[2].isEmpty()) {
          status.holds(where, row[2].charAt(0) == failure.status().charAt(0), row[2], failure);
          // A status of .0.9xx is not in the message: the peer makes it up by its reason.
          if (!row[2].matches("\\d\\.0\\.9\\d\\d")) {
            codes.same(where, row[2], failure.status());
          }
        }
      }
    });
    codes.print();
    assertAll(
        () -> reports.atLeast(98),
        () -> numbers.atLeast(98),
        () -> hardness.atLeast(98),
        () -> status.atLeast(97),
        () -> falseHard.atLeast(100));
  }

  @Test
  void readsCopiesWithOtherLineEndsAlike() throws IOException {
    int compared = 0;
    for (Path copy : Families.messages("sisimai-bounces")) {
      String folder = copy.getParent().getFileName().toString();
      Path original = copy.resolveSibling("../bsd").resolve(copy.getFileName()).normalize();
      if ((folder.equals("dos") || folder.equals("mac")) && Files.exists(original)) {
        Bounce one = Families.read(original).bounce();
        Bounce other = Families.read(copy).bounce();
        assertEquals(
            one == null
                ? null
                : one.recipients().stream().map(f -> f.address() + f.hard() + f.status()).toList(),
            other == null
                ? null
                : other.recipients().stream()
                    .map(f -> f.address() + f.hard() + f.status())
                    .toList(),
            copy.toString());
        compared++;
      }
    }
    System.out.println("Copies with other line ends read alike: " + compared);
  }

  // What may still arrive is a warning, and no bounce, to this program.
  private static boolean isWarning(Bounce bounce) {
    return bounce.recipients().stream().allMatch(f -> f.status().startsWith("4"));
  }

  @Test
  void tellsHardFromSoft_asBounceParserDoes() {
    Score reports = new Score("bounceparser, report or not");
    Score hardness = new Score("bounceparser, hard or soft");
    Score status = new Score("bounceparser, status class");
    Score addresses = new Score("bounceparser, addresses");
    for (String[] row : rows("emails/perl-bounceparser/expected.csv")) {
      if (row[1].isEmpty() || row[5].equals("yes")) {
        continue;
      }
      ReadMail mail = Families.read("perl-bounceparser", row[0]);
      Bounce bounce = mail.bounce();
      reports.holds(
          row[0],
          row[1].equals("1") == (bounce != null && !isWarning(bounce)),
          row[1],
          mail.kind() + " " + mail.subject());
      if (bounce != null && !row[3].isEmpty()) {
        boolean same =
            bounce.recipients().stream().anyMatch(f -> f.status().charAt(0) == row[3].charAt(0));
        status.holds(row[0], same, row[3], bounce.recipients());
      }
      if (bounce != null && !row[4].isEmpty()) {
        addresses.same(
            row[0],
            new TreeSet<>(List.of(row[4].split(" "))),
            bounce.recipients().stream()
                .map(Bounce.Failure::address)
                .collect(Collectors.toCollection(TreeSet::new)));
      }
      if (bounce == null || row[2].isEmpty() || bounce.recipients().isEmpty()) {
        continue;
      }
      boolean hard = Set.of("unknown", "user_unknown").contains(row[2]);
      // A domain error may be a wrong name or a relay that is not set up; either reading is right.
      if (!row[2].equals("domain_error") && !row[2].equals("user_disabled")) {
        hardness.holds(row[0] + " " + row[2], hard == bounce.isHard(), hard, bounce.recipients());
      }
    }
    assertAll(
        () -> status.atLeast(97),
        () -> addresses.atLeast(75),
        () -> reports.atLeast(94),
        () -> hardness.atLeast(98));
  }
}
