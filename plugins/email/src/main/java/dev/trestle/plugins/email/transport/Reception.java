package dev.trestle.plugins.email.transport;

import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a mailbox has been fetched; its id is the mailbox's. What is lost of it is fetched once
 * more, and known again by the intake.
 *
 * @param uidValidity for which the numbers below are good; 0 at first
 * @param lastUid up to here all messages were taken
 * @param known what was taken and stays on the server, where a number does not tell: of a POP3
 *     mailbox by its unique ids, of a folder where all that is taken is deleted by their numbers
 * @param trouble why it is not fetched, as a sentence; empty while it is
 * @param takenAt when the last message was taken; null for none yet
 */
record Reception(
    UUID id,
    int version,
    long uidValidity,
    long lastUid,
    List<String> known,
    String trouble,
    @Nullable Instant troubleSince,
    @Nullable Instant takenAt,
    long taken)
    implements DeskRecord {
  private static final int KNOWN_MAX = 20_000;

  static final RecordType<Reception> RECEPTIONS = RecordType.of("mailReception", Reception.class);

  Reception {
    known = List.copyOf(known);
  }

  static Reception none(UUID mailboxId) {
    return new Reception(mailboxId, 0, 0, 0, List.of(), "", null, null, 0);
  }

  Reception upTo(long validity, long uid) {
    return new Reception(id, version, validity, uid, known, trouble, troubleSince, takenAt, taken);
  }

  /** The same with other messages that stay; of very many, with the last ones. */
  Reception knowing(List<String> ids) {
    List<String> last = ids.subList(Math.max(0, ids.size() - KNOWN_MAX), ids.size());
    return new Reception(
        id, version, uidValidity, lastUid, last, trouble, troubleSince, takenAt, taken);
  }

  /** The same with one more message that stays. */
  Reception staying(String name) {
    List<String> more = new ArrayList<>(known);
    more.add(name);
    return knowing(more);
  }

  Reception took(int count, Instant at) {
    return count == 0
        ? this
        : new Reception(
            id, version, uidValidity, lastUid, known, trouble, troubleSince, at, taken + count);
  }

  /** The same with another trouble; an empty one for none. */
  Reception troubled(String sentence, Instant at) {
    Instant since = sentence.isEmpty() ? null : trouble.isEmpty() ? at : troubleSince;
    return new Reception(id, version, uidValidity, lastUid, known, sentence, since, takenAt, taken);
  }
}
