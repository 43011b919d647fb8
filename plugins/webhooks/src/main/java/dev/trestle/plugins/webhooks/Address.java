package dev.trestle.plugins.webhooks;

import dev.trestle.sdk.command.Mutation.Asked;
import dev.trestle.sdk.net.Network.Refused;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemType;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Judges where webhooks may point: first by how the address reads, then by where it leads. */
final class Address {
  static final String PLAIN_HTTP = "plainHttp";
  private static final int LENGTH_MAX = 2000;

  private Address() {}

  /**
   * What is wrong with an address as it reads; null when nothing is.
   *
   * @param plainHttp whether an address without TLS will do
   */
  static @Nullable Problem fault(String text, boolean plainHttp) {
    URI uri = parsed(text);
    if (uri == null || uri.getHost() == null || text.length() > LENGTH_MAX) {
      return problem("WEBHOOK_URL_INVALID", "Give an absolute web address, such as https://...");
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !(scheme.equals("http") && plainHttp)) {
      return problem("WEBHOOK_URL_SCHEME", "The address must begin with https.");
    }
    if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      return problem(
          "WEBHOOK_URL_PARTS",
          "Leave user, password and fragment out of the address; messages are signed.");
    }
    return null;
  }

  /** Looks where an address leads; none of the work of a mutation that names no address. */
  static List<Problem> lookUp(@Nullable String text, Asked<?> asked) {
    if (text == null || fault(text, asked.surroundings().settings().flag(PLAIN_HTTP)) != null) {
      return List.of(); // How it reads is for the decider to refuse.
    }
    try {
      asked.surroundings().network().judge(URI.create(text));
      return List.of();
    } catch (Refused refused) {
      return List.of(
          problem(
              "WEBHOOK_URL_REFUSED", "This address may not be called: " + refused.getMessage()));
    } catch (IOException unknown) {
      return List.of(
          problem(
              "WEBHOOK_URL_UNKNOWN",
              "The host of this address cannot be found. Check how it is written."));
    }
  }

  private static @Nullable URI parsed(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException malformed) {
      return null; // The caller says so, in words for people.
    }
  }

  private static Problem problem(String code, String sentence) {
    return Problem.of(ProblemType.INVALID, code, sentence, "input", "url");
  }
}
