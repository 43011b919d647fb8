package dev.trestle.plugins.email.transport;

import static dev.trestle.plugins.email.intake.MailRecords.MAILBOXES;

import dev.trestle.plugins.email.intake.Mailbox;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.net.Network.WebAnswer;
import dev.trestle.sdk.net.Network.WebRequest;
import dev.trestle.sdk.surroundings.Secrets;
import dev.trestle.sdk.surroundings.Surroundings;
import dev.trestle.sdk.work.Work;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What mailboxes sign in with: passwords, or OAuth 2 tokens that are fetched anew in time. */
final class Tokens {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration EARLY = Duration.ofMinutes(2);
  private static final long USUAL_SECONDS = 3_000;

  /** A token, and until when it is good. */
  private record Known(String token, Instant until, String refreshToken) {}

  /** A refresh token in the place of another, both sealed. */
  private record Successor(String of, String sealed) {}

  private final Map<UUID, Known> known = new ConcurrentHashMap<>();
  private final Map<UUID, Successor> successors = new ConcurrentHashMap<>();

  /** What to sign in with at a server. */
  Credential of(Mailbox mailbox, Mailbox.Server server, Surroundings surroundings)
      throws IOException, InterruptedException {
    String sealed = server.secret();
    return switch (server.auth()) {
      case NONE -> new Credential.None();
      case PASSWORD ->
          new Credential.Password(
              server.user(), sealed == null ? "" : opened(surroundings.secrets(), sealed));
      case OAUTH2 -> new Credential.Token(server.user(), token(mailbox, surroundings));
    };
  }

  /** Forgets a token that a server does not take. */
  void forget(Mailbox mailbox) {
    known.remove(mailbox.id());
  }

  private String token(Mailbox mailbox, Surroundings surroundings)
      throws IOException, InterruptedException {
    Mailbox.OAuth oauth = mailbox.oauth();
    if (oauth == null || oauth.refreshToken().isEmpty()) {
      throw new Trouble(
          Trouble.At.SIGN_IN,
          "The mailbox "
              + mailbox.name()
              + " has no refresh token. Enter the one of its provider.");
    }
    Known before = known.get(mailbox.id());
    if (before != null
        && before.refreshToken().equals(oauth.refreshToken())
        && surroundings.now().isBefore(before.until())) {
      return before.token();
    }
    return refreshed(mailbox, oauth, surroundings);
  }

  /** The newest refresh token: some providers give another one with each token. */
  private String latest(Mailbox mailbox, Mailbox.OAuth oauth) {
    Successor successor = successors.get(mailbox.id());
    return successor != null && successor.of().equals(oauth.refreshToken())
        ? successor.sealed()
        : oauth.refreshToken();
  }

  private String refreshed(Mailbox mailbox, Mailbox.OAuth oauth, Surroundings surroundings)
      throws IOException, InterruptedException {
    Secrets secrets = surroundings.secrets();
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "refresh_token");
    form.put("client_id", oauth.clientId());
    String clientSecret = oauth.clientSecret();
    if (clientSecret != null) {
      form.put("client_secret", opened(secrets, clientSecret));
    }
    form.put("refresh_token", opened(secrets, latest(mailbox, oauth)));
    if (!oauth.scope().isEmpty()) {
      form.put("scope", oauth.scope());
    }
    WebAnswer answer =
        surroundings
            .network()
            .send(
                new WebRequest(
                    "POST",
                    URI.create(oauth.tokenUrl()),
                    Map.of("Content-Type", "application/x-www-form-urlencoded"),
                    written(form).getBytes(StandardCharsets.US_ASCII),
                    PATIENCE));
    String body = new String(answer.body(), StandardCharsets.UTF_8);
    String token = text(body, "access_token");
    if (answer.status() != 200 || token == null) {
      throw new Trouble(
          answer.status() >= 500 ? Trouble.At.TALK : Trouble.At.SIGN_IN,
          "The provider gives no token to the mailbox "
              + mailbox.name()
              + " ("
              + answer.status()
              + " "
              + Line.shortened(text(body, "error"))
              + "). Let somebody sign in there again, and enter the new refresh token.");
    }
    String next = text(body, "refresh_token");
    if (next != null && !next.equals(form.get("refresh_token"))) {
      successors.put(
          mailbox.id(),
          new Successor(oauth.refreshToken(), secrets.seal(next.getBytes(StandardCharsets.UTF_8))));
    }
    known.put(
        mailbox.id(),
        new Known(
            token,
            surroundings.now().plusSeconds(seconds(body)).minus(EARLY),
            oauth.refreshToken()));
    return token;
  }

  /** Writes down the refresh tokens that came along since the last time. */
  void keepSuccessors(Work work) {
    for (Map.Entry<UUID, Successor> each : Map.copyOf(successors).entrySet()) {
      Successor successor = each.getValue();
      if (work.commit(null, draft -> keep(draft, each.getKey(), successor)).isEmpty()) {
        successors.remove(each.getKey(), successor);
      }
    }
  }

  private static void keep(Draft draft, UUID mailboxId, Successor successor) {
    Mailbox latest = draft.snapshot().records(MAILBOXES).get(mailboxId);
    Mailbox.OAuth oauth = latest == null ? null : latest.oauth();
    // Somebody may have entered another one meanwhile, which is newer.
    if (latest != null && oauth != null && oauth.refreshToken().equals(successor.of())) {
      draft.put(
          MAILBOXES,
          latest.refreshed(
              new Mailbox.OAuth(
                  oauth.tokenUrl(),
                  oauth.clientId(),
                  oauth.clientSecret(),
                  successor.sealed(),
                  oauth.scope())));
    }
  }

  private static long seconds(String json) {
    Matcher seconds = Pattern.compile("\"expires_in\"\\s*:\\s*\"?(\\d{1,9})").matcher(json);
    return seconds.find() ? Long.parseLong(seconds.group(1)) : USUAL_SECONDS;
  }

  /**
   * A text of a flat JSON object; tokens hold nothing that JSON would have to escape but slashes.
   */
  private static @Nullable String text(String json, String name) {
    Matcher text =
        Pattern.compile("\"" + name + "\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"").matcher(json);
    return text.find() ? text.group(1).replaceAll("\\\\(.)", "$1") : null;
  }

  private static String written(Map<String, String> form) {
    StringBuilder out = new StringBuilder();
    form.forEach((name, value) -> {
      out.append(out.isEmpty() ? "" : "&")
          .append(name)
          .append('=')
          .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    });
    return out.toString();
  }

  private static String opened(Secrets secrets, String sealed) {
    return new String(secrets.open(sealed), StandardCharsets.UTF_8);
  }
}
