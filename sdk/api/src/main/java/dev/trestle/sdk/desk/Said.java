package dev.trestle.sdk.desk;

import dev.trestle.sdk.promise.Api;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One text on a ticket: a public comment or an internal note. */
@Api
public interface Said {
  UUID ticketId();

  MessageKind kind();

  MessageDirection direction();

  /** How it came or went: {@code api}, {@code mail} ... */
  String channel();

  @Nullable UUID authorId();

  String authorName();

  String text();

  List<UUID> attachmentIds();

  /** Milliseconds since 1970 in UTC. */
  long createdAtMillis();
}
