package dev.trestle.plugins.email.intake;

import dev.trestle.plugins.email.read.ReadMail;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message whose bytes and files are stored, about which nothing has been decided yet.
 *
 * @param taken its fingerprint
 * @param originalFileId null when it has more bytes than the desk keeps
 * @param read null when it could not be understood at all
 * @param fileIds of its attachments, in their order
 * @param flaws of storing it; those of reading it are with {@code read}
 */
record Incoming(
    Mailbox mailbox,
    Envelope envelope,
    String taken,
    @Nullable UUID originalFileId,
    @Nullable ReadMail read,
    List<UUID> fileIds,
    List<String> flaws) {
  Incoming {
    fileIds = List.copyOf(fileIds);
    flaws = List.copyOf(flaws);
  }

  /** The same as if nobody had looked into it. */
  Incoming unread() {
    return new Incoming(mailbox, envelope, taken, originalFileId, null, List.of(), flaws);
  }
}
