package dev.trestle.domain.state;

import dev.trestle.domain.event.Event;
import dev.trestle.domain.event.Message;
import dev.trestle.domain.event.TimelineEntry;
import dev.trestle.sdk.desk.MessageDirection;
import dev.trestle.sdk.desk.MessageKind;

/** Where a timeline entry stands in the log, with what lists need to know without reading it. */
public final class Pointer {
  private static final int FLAG_BITS = 8;
  private static final int MESSAGE = 1;
  private static final int PUBLIC = 2;
  private static final int INBOUND = 4;

  private Pointer() {}

  public static long of(long address, TimelineEntry entry) {
    int flags =
        switch (entry) {
          case Event event -> event.publicEvent() ? PUBLIC : 0;
          case Message message ->
              MESSAGE
                  | (message.kind() == MessageKind.COMMENT ? PUBLIC : 0)
                  | (message.direction() == MessageDirection.INBOUND ? INBOUND : 0);
        };
    return address << FLAG_BITS | flags;
  }

  public static long address(long pointer) {
    return pointer >>> FLAG_BITS;
  }

  public static boolean isMessage(long pointer) {
    return (pointer & MESSAGE) != 0;
  }

  /** A public comment, or an event that contacts may hear of. */
  public static boolean isPublic(long pointer) {
    return (pointer & PUBLIC) != 0;
  }

  public static boolean isInbound(long pointer) {
    return (pointer & INBOUND) != 0;
  }
}
