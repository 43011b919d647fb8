package dev.trestle.plugins.commitments;

import dev.trestle.sdk.desk.MessageDirection;
import dev.trestle.sdk.desk.MessageKind;
import dev.trestle.sdk.desk.Said;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A public word on a ticket.
 *
 * @param inbound whether a contact said it; else staff did
 */
record Word(Instant at, boolean inbound) {

  /** The word that a message is; null when it is none that counts. */
  static @Nullable Word of(Said said) {
    if (said.kind() != MessageKind.COMMENT) {
      return null;
    }
    Instant at = Instant.ofEpochMilli(said.createdAtMillis());
    if (said.direction() == MessageDirection.INBOUND) {
      return new Word(at, true);
    }
    // What plugins write by themselves has no author, and is no word of staff.
    boolean staff = said.authorId() != null || said.channel().equals("import");
    return said.direction() == MessageDirection.OUTBOUND && staff ? new Word(at, false) : null;
  }

  /** Those among messages, oldest first. */
  static List<Word> among(List<? extends Said> messages) {
    List<Word> words = new ArrayList<>();
    for (Said said : messages) {
      Word word = of(said);
      if (word != null) {
        words.add(word);
      }
    }
    words.sort(Comparator.comparing(Word::at));
    return words;
  }
}
