package dev.trestle.plugins.email.out;

import dev.trestle.sdk.desk.MessageDirection;
import dev.trestle.sdk.desk.MessageId;
import dev.trestle.sdk.desk.MessageKind;
import dev.trestle.sdk.desk.Said;
import dev.trestle.sdk.desk.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that was said on a ticket for everybody to read: the only thing said that a letter can
 * hold. Whoever wants one asks here, and an internal note never becomes one.
 *
 * @param place which message it is
 * @param authorId who said it; null for plugins and for what was imported
 * @param outbound whether the desk said it
 * @param imported whether it was said before this desk was there
 */
record PublicWord(
    MessageId place,
    @Nullable UUID authorId,
    String author,
    Instant at,
    String text,
    List<UUID> files,
    boolean outbound,
    boolean imported) {
  PublicWord {
    files = List.copyOf(files);
  }

  /** The public word that a message is; null for a note, and for nothing. */
  static @Nullable PublicWord of(@Nullable Said said) {
    MessageId id = said == null ? null : said.id();
    if (said == null || id == null || said.kind() != MessageKind.COMMENT) {
      return null;
    }
    return new PublicWord(
        id,
        said.authorId(),
        said.authorName(),
        Instant.ofEpochMilli(said.createdAtMillis()),
        said.text(),
        said.attachmentIds(),
        said.direction() == MessageDirection.OUTBOUND,
        said.channel().equals("import"));
  }

  static @Nullable PublicWord of(Snapshot snapshot, @Nullable MessageId id) {
    return id == null ? null : of(snapshot.said(id));
  }

  /** The latest public words on the same ticket before this one, the latest first. */
  List<PublicWord> before(Snapshot snapshot, int max, int look) {
    List<PublicWord> words = new ArrayList<>();
    for (Said said : snapshot.said(place.ticketId(), look).reversed()) {
      PublicWord word = of(said);
      if (word != null && word.place.place() < place.place() && words.size() < max) {
        words.add(word);
      }
    }
    return words;
  }
}
