package dev.trestle.plugins.tests.letters;

import dev.trestle.plugins.email.EmailPlugin;
import dev.trestle.plugins.email.transport.MessageBytes;
import dev.trestle.plugins.email.transport.Sending;
import dev.trestle.plugins.email.transport.Sent;
import dev.trestle.plugins.email.transport.Submission;
import dev.trestle.sdk.net.Network.WebAnswer;
import dev.trestle.sdk.net.Network.WebRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The plugin as it is, but for its way out: each letter is handed to the host {@link #RELAY}. */
public final class HandedMail extends EmailPlugin {
  static final String RELAY = "relay.example";

  private static final Pattern STATUS = Pattern.compile("5\\.\\d\\.\\d+");
  private static final String UNKNOWN = "5.1.1";

  public HandedMail() {
    super(new Handed());
  }

  /**
   * Answers 2xx, 4xx and 5xx mean what they mean for mail: taken, not now, never; an address that
   * nobody has, unless the words name another status.
   */
  static final class Handed implements Submission {
    @Override
    public Sent send(Sending over, String from, List<String> to, MessageBytes bytes)
        throws InterruptedException {
      try {
        ByteArrayOutputStream letter = new ByteArrayOutputStream();
        bytes.writeTo(letter);
        WebAnswer answer =
            over.surroundings()
                .network()
                .send(
                    new WebRequest(
                        "POST",
                        URI.create("https://" + RELAY + "/"),
                        Map.of("Mail-From", from, "Mail-To", String.join(",", to)),
                        letter.toByteArray(),
                        Duration.ofSeconds(10)));
        String said = new String(answer.body(), StandardCharsets.UTF_8);
        return switch (answer.status() / 100) {
          case 2 -> new Sent.Accepted(said);
          case 5 ->
              new Sent.Refused(
                  said,
                  STATUS
                      .matcher(said)
                      .results()
                      .map(MatchResult::group)
                      .findFirst()
                      .orElse(UNKNOWN),
                  to.stream().filter(said::contains).findFirst().orElse(to.getFirst()));
          default -> new Sent.Retry(said, null);
        };
      } catch (IOException silent) {
        return new Sent.Retry("Nobody answers: " + silent.getMessage(), null);
      }
    }
  }
}
