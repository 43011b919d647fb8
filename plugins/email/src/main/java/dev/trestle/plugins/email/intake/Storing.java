package dev.trestle.plugins.email.intake;

import dev.trestle.plugins.email.read.Attachment;
import dev.trestle.plugins.email.read.MailSource;
import dev.trestle.plugins.email.read.Own;
import dev.trestle.plugins.email.read.ReadMail;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.files.FileRefused;
import dev.trestle.sdk.files.Files;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores a message and its files, and understands it. */
final class Storing {
  private static final Logger LOG = LoggerFactory.getLogger(Storing.class);
  private static final int FILES_MAX = 100;
  private static final int NAME_MAX = 200;

  private final Files files;
  private final List<String> flaws = new ArrayList<>();

  Storing(Files files) {
    this.files = files;
  }

  /**
   * A message's bytes where they can be read again.
   *
   * @param fileId null when they are too many to be kept
   */
  record Original(@Nullable UUID fileId, String taken, MailSource bytes) {}

  /** Stores the bytes; they are read from where they come from once only, if that can be. */
  Original original(MailSource raw) throws IOException {
    try (Passing passing = new Passing(raw.open())) {
      UUID id = files.store("message.eml", "message/rfc822", passing).id();
      byte[] kept = passing.kept();
      MailSource again = kept.length > 0 ? MailSource.of(kept) : () -> files.open(id);
      return new Original(id, passing.fingerprint().hex(), again);
    } catch (FileRefused refused) {
      if (refused.reason() != FileRefused.Reason.TOO_LARGE) {
        throw refused;
      }
    }
    flaws.add(
        "The message has more bytes than this desk keeps of a file; its original was not taken.");
    try (Passing passing = new Passing(raw.open())) {
      passing.transferTo(OutputStream.nullOutputStream());
      return new Original(null, passing.fingerprint().hex(), raw);
    }
  }

  Incoming understood(
      Original original, Mailbox mailbox, Envelope envelope, Reading reading, Own own)
      throws IOException {
    ReadMail read = null;
    List<UUID> fileIds = List.of();
    try {
      read = reading.read(own, original.bytes());
      fileIds = attachments(read);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError beyond) {
      LOG.warn("A message to {} could not be understood.", mailbox.address(), beyond);
      flaws.add("The message could not be understood: " + beyond.getClass().getSimpleName() + ".");
      read = null;
      fileIds = List.of();
    }
    return new Incoming(
        mailbox, envelope, original.taken(), original.fileId(), read, fileIds, flaws);
  }

  /** The same without looking into it. */
  Incoming unread(Original original, Mailbox mailbox, Envelope envelope) {
    flaws.add("Reading it came to no end or took too much, time and again; nobody reads it.");
    return new Incoming(
        mailbox, envelope, original.taken(), original.fileId(), null, List.of(), flaws);
  }

  private List<UUID> attachments(ReadMail read) throws IOException {
    List<UUID> stored = new ArrayList<>();
    for (Attachment file : read.attachments()) {
      if (stored.size() >= FILES_MAX) {
        flaws.add("There are more files than " + FILES_MAX + "; the others are in the original.");
        break;
      }
      String name = Words.line(file.name(), NAME_MAX);
      try (InputStream content = file.content().open()) {
        stored.add(files.store(name.isEmpty() ? "file" : name, file.type(), content).id());
      } catch (FileRefused refused) {
        if (refused.reason() != FileRefused.Reason.TOO_LARGE) {
          throw refused;
        }
        flaws.add("The file " + name + " is larger than this desk keeps; see the original.");
      }
    }
    return stored;
  }

  /** By what the desk knows its own mail. */
  static Own own(Snapshot snapshot) {
    Set<String> addresses = new HashSet<>();
    for (Mailbox mailbox : snapshot.records(MailRecords.MAILBOXES).all()) {
      addresses.addAll(mailbox.addresses());
    }
    MailKeys keys = snapshot.records(MailRecords.KEYS).get(MailKeys.ID);
    return new Own(addresses, keys == null ? "" : keys.loopToken());
  }
}
