package dev.trestle.sdk.desk;

import dev.trestle.sdk.promise.Api;
import dev.trestle.sdk.promise.Experimental;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One text on a ticket: a public comment or an internal note. */
@Api
public interface Said {
  /** What names it for good; null while it is about to be written, as companions see it. */
  @Experimental(since = "0.1.0")
  @Nullable MessageId id();

  UUID ticketId();

  MessageKind kind();

  MessageDirection direction();

  /** How it came or went: {@code api}, {@code mail} ... */
  String channel();

  @Nullable UUID authorId();

  String authorName();

  String text();

  List<UUID> attachmentIds();

  /** Whether it reached whom it was for, as of the snapshot it was read from. */
  @Experimental(since = "0.1.0")
  DeliveryState deliveryState();

  /** Milliseconds since 1970 in UTC. */
  long createdAtMillis();
}
