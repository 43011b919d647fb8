package dev.trestle.plugins.calendars;

import dev.trestle.plugins.calendars.FeedDeciders.SetFeed;
import dev.trestle.sdk.command.Mutation.Asked;
import dev.trestle.sdk.net.Network.Refused;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemType;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** Judges addresses that feeds shall be read from. */
final class FeedAddress {
  private static final int LENGTH_MAX = 2_000;

  private FeedAddress() {}

  /** Whether an address reads as it should. */
  static boolean isOne(String text) {
    try {
      URI uri = new URI(text);
      return uri.getHost() != null
          && "https".equalsIgnoreCase(uri.getScheme())
          && uri.getRawUserInfo() == null
          && uri.getRawFragment() == null
          && text.length() <= LENGTH_MAX;
    } catch (URISyntaxException malformed) {
      return false; // The caller says so, in words for people.
    }
  }

  /** Looks where an address leads; how it reads is for the decider to refuse. */
  static List<Problem> lookUp(Asked<SetFeed> asked) {
    String url = asked.input().url();
    if (url == null || !isOne(url)) {
      return List.of();
    }
    try {
      asked.surroundings().network().judge(URI.create(url));
      return List.of();
    } catch (Refused refused) {
      return List.of(
          problem("CALENDAR_FEED_REFUSED", "This may not be read: " + refused.getMessage()));
    } catch (IOException unknown) {
      return List.of(
          problem(
              "CALENDAR_FEED_UNKNOWN",
              "The host of this address cannot be found. Check how it is written."));
    }
  }

  private static Problem problem(String code, String sentence) {
    return Problem.of(ProblemType.INVALID, code, sentence, "input", "url");
  }
}
