package dev.trestle.plugins.email.read;

import java.util.Locale;
import java.util.Set;

/**
 * By what a desk knows messages that it sent itself, when they come back.
 *
 * @param addresses of its mailboxes, in small letters
 * @param loopToken that it puts into the field {@code X-Trestle-Loop} of everything it sends; empty
 *     when it puts none
 */
public record Own(Set<String> addresses, String loopToken) {
  /** The field with the token; mail programs do not copy it into answers. */
  public static final String LOOP_FIELD = "X-Trestle-Loop";

  public Own {
    addresses = Set.copyOf(addresses);
  }

  /** A desk without mailboxes. */
  public static Own nobody() {
    return new Own(Set.of(), "");
  }

  boolean sent(Headers headers, Parties parties) {
    boolean token =
        !loopToken.isEmpty()
            && headers.all(LOOP_FIELD).stream().anyMatch(field -> field.strip().equals(loopToken));
    boolean loop =
        headers.all("X-Loop").stream()
            .anyMatch(field -> addresses.contains(field.strip().toLowerCase(Locale.ROOT)));
    return token || loop || addresses.contains(parties.author().key());
  }
}
